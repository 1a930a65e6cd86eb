import { type Clock, type Log, problemKind, type Transactor } from '@interlock/base';
import type { Refused, RequestFacts } from '@interlock/cockpit-api';
import {
  type AccountKey,
  type AuthorizationRequest,
  type DecisionRecord,
  decideAnywhere,
  type IamPorts,
  type RefusalRecord,
  reasonInWords,
} from '@interlock/iam';
import type { Caller } from '../sessions/caller.ts';

/** Takes down what was decided about one call. */
export interface DecisionNotes {
  /**
   * Counts a decision about what the caller wanted to do; not those that filter a list or draw a button.
   *
   * @param told whether a refusal is told as one. One that is answered as if there were nothing must not be found
   *   by its reference either (semantics §2.11).
   */
  note(request: AuthorizationRequest, answer: { readonly allowed: boolean; readonly told: boolean }): void;
}

/** Keeps what was decided, for reviews and rehearsals, and why something was refused, for whoever has the reference. */
export interface DecisionTrail {
  /** The notes of one call. */
  notesOf(caller: Caller, facts: RequestFacts): DecisionNotes;
  /** Takes a refused call, so that its reference leads somewhere also where no permission decided. */
  refused(refused: Refused<Caller>): void;
  /** What was refused under a reference; also what is not written yet. */
  findRefusal(reference: string): Promise<RefusalRecord | undefined>;
  /** Writes what waits. To be called every {@link decisionLookMs}, before records are read, and before the end. */
  write(): Promise<void>;
}

/** How often what waits is written, in milliseconds. */
export const decisionLookMs = 5_000;

/** How many different decisions, and how many refusals, may wait to be written; what comes beyond is not kept. */
const waitingMax = 10_000;

interface Waiting {
  readonly counts: Map<string, { -readonly [key in keyof DecisionRecord]: DecisionRecord[key] }>;
  readonly refusals: Map<string, RefusalRecord>;
}

/** Makes the trail. A decision costs a look into a map; the writing is done later, for all of them at once. */
export function decisionTrail(ports: {
  readonly data: Transactor<Pick<IamPorts, 'decisions'>>;
  /** The ids of the registered Controllers. */
  readonly controllerIds: () => readonly string[];
  readonly clock: Clock;
  readonly log: Log;
}): DecisionTrail {
  let waiting = nothing();
  let writing = nothing();
  let lane: Promise<void> = Promise.resolve();
  const count = (accountKey: AccountKey, request: AuthorizationRequest, allowed: boolean) => {
    const { permission, controllerId = '', folder = '' } = request;
    // No part before the account holds a line end.
    const key = `${allowed ? '+' : '-'}${permission}\n${controllerId}\n${folder}\n${accountKey}`;
    const known = waiting.counts.get(key);
    if (known !== undefined) {
      known.count += 1;
      known.lastAtMs = ports.clock.now();
    } else if (waiting.counts.size < waitingMax)
      waiting.counts.set(key, { ...request, accountKey, allowed, count: 1, lastAtMs: ports.clock.now() });
  };
  const keep = (refusal: RefusalRecord) => {
    const { reference } = refusal;
    if (waiting.refusals.size >= waitingMax || waiting.refusals.has(reference)) return;
    if (!writing.refusals.has(reference)) waiting.refusals.set(reference, refusal);
  };
  const writeAll = async () => {
    if (waiting.counts.size === 0 && waiting.refusals.size === 0) return;
    [writing, waiting] = [waiting, nothing()];
    const { counts, refusals } = writing;
    try {
      await ports.data.change(async ({ decisions }) => {
        await decisions.count([...counts.values()]);
        await decisions.addRefusals([...refusals.values()]);
      });
    } catch (fault) {
      ports.log.error('decisions were not written, and are tried again', { fault });
      takeBack(waiting, writing);
    } finally {
      writing = nothing();
    }
  };
  return {
    notesOf: (caller, facts) => ({
      note(request, { allowed, told }) {
        // A page that looks again by itself is no use of a right.
        if (!allowed || !facts.isBackground) count(caller.accountKey as AccountKey, request, allowed);
        if (allowed || !told) return;
        const decision = decideAnywhere(caller.rights, request, ports.controllerIds());
        keep({ ...refusalBy(caller, facts), request, reason: reasonInWords(decision) });
      },
    }),
    refused({ problem, facts, caller }) {
      if (caller === undefined || problemKind(problem) !== 'denied') return;
      keep({ ...refusalBy(caller, facts), reason: problem.message });
    },
    findRefusal: async (reference) =>
      waiting.refusals.get(reference) ??
      writing.refusals.get(reference) ??
      (await ports.data.read.decisions.findRefusal(reference)),
    write() {
      lane = lane.then(writeAll);
      return lane;
    },
  };
}

function nothing(): Waiting {
  return { counts: new Map(), refusals: new Map() };
}

/** Puts back what could not be written, as far as there is room. */
function takeBack(into: Waiting, from: Waiting): void {
  for (const [key, record] of from.counts) {
    const known = into.counts.get(key);
    if (known !== undefined) known.count += record.count;
    else if (into.counts.size < waitingMax) into.counts.set(key, record);
  }
  for (const [reference, refusal] of from.refusals)
    if (into.refusals.size < waitingMax) into.refusals.set(reference, refusal);
}

function refusalBy(caller: Caller, facts: RequestFacts) {
  return {
    reference: facts.requestId,
    atMs: facts.atMs,
    accountKey: caller.accountKey as AccountKey,
    accountName: caller.accountName,
    serviceName: caller.serviceName,
  };
}
