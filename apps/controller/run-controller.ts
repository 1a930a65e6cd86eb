import {
  type AuditEntry,
  type AuditWriter,
  type Checkpoint,
  chainResumptionFault,
  parseRecord,
  refusalCounter,
} from '@interlock/audit';
import {
  type Clock,
  type Log,
  type RandomBytes,
  type Result,
  refuse,
  type Sha256,
  succeed,
} from '@interlock/base';
import type { ActHandlers, AgentDialler, DialJoin, EventStreamHandler } from '@interlock/node-api';
import type { Journal } from '@interlock/workflow';
import { type AgentKeeper, keepAgents } from './agents/agent-keeper.ts';
import { couplingBoard } from './agents/coupling-board.ts';
import { type BorderRefusalFacts, borderRefusalEntry } from './audit/border-refusal.ts';
import { startCheckpointer, type Witness } from './audit/checkpointer.ts';
import { type RefusalRecorder, refusalRecorder } from './audit/refusal-recorder.ts';
import { agentJoins } from './calls/agent-joins.ts';
import { callTable } from './calls/call-table.ts';
import { agentCertificates } from './certificates/agent-certificates.ts';
import { allCertificates } from './certificates/all-certificates.ts';
import type { OwnCertificates } from './certificates/controller-certificates.ts';
import { startAdvancer } from './engine/advancer.ts';
import type { Alarm } from './engine/alarm.ts';
import { type Engine, type EngineStart, openEngine } from './engine/engine.ts';
import { recover } from './engine/recover.ts';
import { startSnapshotter } from './engine/snapshotter.ts';
import { eventStream } from './stream/event-stream.ts';

/** A listening border of hop 2. */
export interface Border {
  /** The address that it got. */
  readonly address: string;
  close(): Promise<void>;
}

/** What a Controller that has joined needs to work. */
export interface ControllerPorts {
  readonly id: string;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly sha256: Sha256;
  readonly randomBytes: RandomBytes;
  /** 0 to 1, for pauses. */
  readonly random: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly alarm: Alarm;
  readonly log: Log;
  /** The witness file, and its last checkpoint of this Controller, verified. */
  readonly witness: Witness & { readonly last: Checkpoint | undefined };
  /** The own certificates; those of the Agents are theirs. */
  readonly certificates: OwnCertificates;
  readonly dialler: AgentDialler;
  readonly dialJoin: DialJoin;
  /** How long it waits before an Agent is asked again for what it refused, in milliseconds; default 5 000. */
  readonly retryMs?: number;
  /** Opens the border of hop 2. */
  readonly serve: (
    handlers: ActHandlers,
    events: EventStreamHandler,
    refused: (refusal: BorderRefusalFacts) => void,
  ) => Promise<Result<Border>>;
  /** Called once when the journal can't be written: the program has to end, and nothing more is acknowledged. */
  readonly fault: (error: unknown) => void;
}

/** A Controller at work. */
export interface RunningController {
  /** Where it listens. */
  readonly address: string;
  readonly engine: Engine;
  /** Ends cleanly: nothing is accepted any more, and all that was decided is durable. */
  stop(): Promise<void>;
}

/** Recovers, begins to work, and listens. */
export async function runController(ports: ControllerPorts): Promise<Result<RunningController>> {
  const opened = await open(ports);
  if (!opened.ok) return opened;
  const { engine, parts } = opened.value;
  const { clock, id, journal, log } = ports;
  const board = couplingBoard(clock);
  const stream = eventStream({ engine, journal, board });
  const refusals = refusalRecorder(engine, refusalCounter(), clock);
  const joins = agentJoins(ports.dialJoin, ports.randomBytes, id);
  const checkpointer = startCheckpointer({
    ...ports,
    engine,
    writer: writerOf(id),
    last: ports.witness.last,
    head: parts.auditHead,
    witnessed: (head) => stream.tellHead({ writer: { role: 'controller', id }, ...head }),
  });
  const snapshotter = startSnapshotter({ engine, journal, log, snapshotEventId: parts.snapshotEventId });
  const begun = await engine.execute(() =>
    succeed({
      commands: [{ kind: 'StartController', controllerId: id }],
      auditEntries: [programEntry('ProgramStarted', id)],
    }),
  );
  if (!begun.ok) return begun;
  let keeper: AgentKeeper | undefined;
  const table = callTable({
    ...ports,
    certificates: allCertificates(
      ports.certificates,
      agentCertificates({ keeper: () => keeper, log }),
      (agentIds) => keeper?.recouple(agentIds),
    ),
    controllerId: id,
    engine,
    board,
    refusals,
    joins,
  });
  const border = await ports.serve(table, stream.handler, (refusal) => noteBorder(refusal, refusals, ports));
  if (!border.ok) return border;
  keeper = keepAgents({ ...ports, controllerId: id, engine, board, auditHead: stream.tellHead });
  const stopAdvancer = startAdvancer({ ...ports, engine });
  const stop = async (): Promise<void> => {
    await border.value.close();
    stopAdvancer();
    await keeper?.stop();
    await refusals.stop();
    await engine.execute(() => succeed({ commands: [], auditEntries: [programEntry('ProgramStopped', id)] }));
    await checkpointer.stop();
    await snapshotter.stop();
  };
  return succeed({ address: border.value.address, engine, stop });
}

interface Opened {
  readonly engine: Engine;
  readonly parts: { readonly auditHead: EngineStart['auditHead']; readonly snapshotEventId: number };
}

async function open(ports: ControllerPorts): Promise<Result<Opened>> {
  const { id, journal, witness } = ports;
  const contents = await journal.contents();
  const start = await recover(journal, contents);
  if (!start.ok) return start;
  const { auditHead } = start.value;
  const fault = chainResumptionFault(auditHead, witness.last, await hashAt(journal, witness.last?.sequence));
  if (fault !== undefined) return refuse(fault);
  const engine = openEngine({ ...ports, writer: writerOf(id), start: start.value });
  return succeed({ engine, parts: { auditHead, snapshotEventId: contents.snapshotEventId } });
}

async function hashAt(journal: Journal, sequence: number | undefined): Promise<string | undefined> {
  if (sequence === undefined) return undefined;
  const [found] = await journal.auditRecordsAfter(sequence - 1, 1);
  const record = found === undefined ? undefined : parseRecord(found.text);
  return record?.ok === true ? record.value.hash : undefined;
}

function noteBorder(
  refusal: BorderRefusalFacts,
  refusals: RefusalRecorder,
  { id, log }: ControllerPorts,
): void {
  log.warn('a request was refused at the border', { ...refusal });
  const entry = borderRefusalEntry(refusal, id);
  if (entry !== undefined) refusals.note(refusal.remoteAddress, entry);
}

function writerOf(id: string): AuditWriter {
  return { role: 'controller', id };
}

function programEntry(action: 'ProgramStarted' | 'ProgramStopped', id: string): AuditEntry {
  return {
    action,
    actor: { kind: 'program', account: id },
    target: { kind: 'program', id, controllerId: id },
    outcome: 'succeeded',
  };
}
