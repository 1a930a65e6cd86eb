import {
  type AuditEntry,
  type AuditRecord,
  type AuditWriter,
  type ChainHead,
  recordLine,
  sealRecords,
} from '@interlock/audit';
import {
  type Clock,
  type Problem,
  problem,
  type RandomBytes,
  type Result,
  refuse,
  type Sha256,
  succeed,
} from '@interlock/base';
import type { ActRefusal } from '@interlock/node-api';
import {
  type AgentCursor,
  type ControllerCommand,
  type ControllerState,
  type Decision,
  type DecisionContext,
  decide,
  type Journal,
  type StampedEvent,
} from '@interlock/workflow';
import { room } from './room.ts';

/** What is to be done together, or not at all. */
export interface Intent {
  readonly commands: readonly ControllerCommand[];
  readonly auditEntries?: readonly AuditEntry[];
  /** How far an Agent's events are taken over with it. */
  readonly agentCursor?: AgentCursor;
}

/** What has become durable. */
export interface DurableChange {
  readonly events: readonly StampedEvent[];
  readonly auditRecords: readonly AuditRecord[];
  /** The state after it. */
  readonly state: ControllerState;
}

/** What became of an intent. */
export interface Executed {
  /** The last event of the state upon which it rests, all of it durable. */
  readonly eventId: number;
}

/** What the Engine begins with. */
export interface EngineStart {
  readonly state: ControllerState;
  readonly auditHead: ChainHead | undefined;
  readonly agentCursors: readonly AgentCursor[];
}

/** A change on its way to the disk. */
interface Change extends DurableChange {
  readonly agentCursors: readonly AgentCursor[];
}

/** A decision, and when it is durable. */
interface Deciding {
  readonly result: Result<Executed, ActRefusal>;
  readonly done: Promise<void>;
}

/** What the Engine needs. */
export interface EngineOptions {
  readonly journal: Pick<Journal, 'append'>;
  readonly clock: Clock;
  readonly sha256: Sha256;
  /** For the ids of steps. */
  readonly randomBytes: RandomBytes;
  readonly writer: AuditWriter;
  readonly start: EngineStart;
  /** Called once when the journal can't be written: the program has to stop, and nothing more is acknowledged. */
  readonly fault: (error: unknown) => void;
}

/**
 * The one place where the Controller decides. Decisions are made one after the other on the newest state, appended in
 * that order, many to a commit, and neither acknowledged nor acted upon before they are durable.
 */
export interface Engine {
  /**
   * Decides and appends. `intend` sees the newest state and says what is to be done; between that and the decision
   * nothing else happens. Resolves when it is durable, and so is all that it was decided upon. After a fault of the
   * journal it never resolves: what became of it is not known. It rejects where `intend` or the decision throws; then
   * nothing was decided.
   */
  execute(intend: (state: ControllerState) => Result<Intent>): Promise<Result<Executed, ActRefusal>>;
  /** The newest state of which all is durable. */
  durable(): ControllerState;
  /** The newest state, durable or not: to decide upon, never to show or to act upon. */
  decided(): ControllerState;
  /** How far an Agent's events are taken over, durably or not. */
  agentCursor(agentId: string): AgentCursor | undefined;
  /** Hears that something was decided, durable or not. */
  onDecided(listener: () => void): void;
  /** Hears of each change, in order, when it is durable. */
  onDurable(listener: (change: DurableChange) => void): void;
  /** Resolves when all that was decided so far is durable. */
  settled(): Promise<void>;
}

/** How many batches may be on their way to the disk. */
const batchesMax = 256;
/** How many may wait for that. */
const lineMax = 4_096;

/** Makes the Engine. */
export function openEngine(options: EngineOptions): Engine {
  const { clock, journal, randomBytes, sha256, writer } = options;
  const gate = room(batchesMax, lineMax);
  const listeners: ((change: DurableChange) => void)[] = [];
  const decidedListeners: (() => void)[] = [];
  const cursors = new Map(options.start.agentCursors.map((cursor) => [cursor.agentId, cursor]));
  let decided = options.start.state;
  let durable = decided;
  let auditHead = options.start.auditHead;
  let tail: Promise<void> = Promise.resolve();
  let isBroken = false;

  const make = (intend: (state: ControllerState) => Result<Intent>): Result<Change, ActRefusal> => {
    const nowMs = Math.max(clock.now(), decided.atMs);
    const intent = intend(decided);
    if (!intent.ok) return intent;
    const { agentCursor, auditEntries = [], commands } = intent.value;
    const context = { nowMs, sha256, randomBytes };
    const made = decideAll(decided, commands, context);
    if (!made.ok) return made;
    const auditRecords = sealRecords(auditHead, auditEntries, { writer, nowMs, sha256 });
    return succeed({
      ...advanced(made.value, context),
      auditRecords,
      agentCursors: agentCursor === undefined ? [] : [agentCursor],
    });
  };
  const take = (change: Change): void => {
    decided = change.state;
    auditHead = change.auditRecords.at(-1) ?? auditHead;
    for (const cursor of change.agentCursors) cursors.set(cursor.agentId, cursor);
    for (const listener of decidedListeners) listener();
  };
  const broken = (error: unknown): Promise<never> => {
    if (!isBroken) options.fault(error);
    isBroken = true;
    return new Promise(() => undefined);
  };
  const append = (change: Change): Promise<void> => {
    const { agentCursors, auditRecords, events } = change;
    const lines = auditRecords.map((record) => ({ sequence: record.sequence, text: recordLine(record) }));
    const appended = journal.append({ events, agentCursors, auditRecords: lines });
    // Awaited in order, so that nobody hears of a batch before the one below it.
    tail = Promise.all([tail, appended])
      .then(() => {
        durable = change.state;
        for (const listener of listeners) listener(change);
      })
      .catch(broken);
    return tail;
  };
  const decideAndAppend = (intend: (state: ControllerState) => Result<Intent>): Deciding => {
    const change = make(intend);
    if (!change.ok) return { result: change, done: Promise.resolve() };
    const { eventId } = change.value.state;
    // Even "nothing to do" rests on what was decided before.
    if (isEmpty(change.value)) return { result: succeed({ eventId }), done: tail };
    const done = append(change.value);
    take(change.value);
    return { result: succeed({ eventId }), done };
  };
  const run = async (
    intend: (state: ControllerState) => Result<Intent>,
  ): Promise<Result<Executed, ActRefusal>> => {
    try {
      const { done, result } = decideAndAppend(intend);
      await done;
      return result;
    } finally {
      gate.leave();
    }
  };
  // Where there is room the decision is made before this returns.
  const execute: Engine['execute'] = (intend) => {
    if (isBroken) return new Promise(() => undefined);
    const entered = gate.enter();
    if (entered === false) return Promise.resolve(refuse(overloaded()));
    return entered === true ? run(intend) : entered.then(() => run(intend));
  };
  return {
    execute,
    durable: () => durable,
    decided: () => decided,
    agentCursor: (agentId) => cursors.get(agentId),
    onDecided: (listener) => void decidedListeners.push(listener),
    onDurable: (listener) => void listeners.push(listener),
    settled: () => tail,
  };
}

function decideAll(
  before: ControllerState,
  commands: readonly ControllerCommand[],
  context: DecisionContext,
): Result<Decision, ActRefusal> {
  let state = before;
  const events: StampedEvent[] = [];
  for (const command of commands) {
    const decided = decide(state, command, context);
    if (!decided.ok) return refuse(refusalOf(decided.problem));
    events.push(...decided.value.events);
    state = decided.value.state;
  }
  return succeed({ state, events });
}

// What orders then do by themselves shares the commit: a step is started one round of the medium earlier.
function advanced(made: Decision, context: DecisionContext): Decision {
  if (made.events.length === 0) return made;
  try {
    const decided = decide(made.state, { kind: 'Advance' }, context);
    if (!decided.ok) return made;
    return { state: decided.value.state, events: [...made.events, ...decided.value.events] };
  } catch {
    // The command itself is sound. Whoever lets orders go on meets the fault again, and tells of it.
    return made;
  }
}

function refusalOf(problems: readonly Problem[]): ActRefusal {
  const [first = problem('Internal')] = problems;
  return problems.length > 1 ? { ...first, problems } : first;
}

function isEmpty({ agentCursors, auditRecords, events }: Change): boolean {
  return events.length === 0 && auditRecords.length === 0 && agentCursors.length === 0;
}

function overloaded(): Problem {
  return problem('StorageUnavailable', 'The journal does not keep up; nothing was done. Try again later.');
}
