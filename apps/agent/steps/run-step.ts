import type { AuditEntry } from '@interlock/audit';
import type { StartStep } from '@interlock/node-api';
import type {
  HeldStep,
  KillManner,
  OutputPiece,
  ProcessRunner,
  ProcessStartResult,
  RunningProcess,
} from '@interlock/workflow';
import type { JournalWriter } from '../journal/journal-writer.ts';
import type { Timers } from '../timers.ts';
import { endOfStep, endOfUnstarted, type StepEnded } from './end-of-step.ts';
import { pumpOutput } from './pump-output.ts';

/** What a step needs to be run. */
export interface RunStepPorts {
  readonly journal: JournalWriter;
  readonly runner: ProcessRunner;
  readonly timers: Timers;
  /** How many bytes of output are kept of one step. */
  readonly outputBytesMax: number;
  /** A step can not be brought to an end, which is a fault of this program or of its disk: the Agent has to end. */
  readonly onFault: (fault: unknown) => void;
}

/** A step on its way from the order to start it to the durable event of its end. */
export interface StepRun {
  readonly command: StartStep;
  /** Resolves when the start is durable; the step will be run, or its end be told. Rejects with the journal. */
  readonly accepted: Promise<void>;
  /** Resolves with the id of the event with which it ended, when that is durable. */
  readonly ended: Promise<number>;
  /** Whether the process has ended, or never will begin; it can then no longer be killed. */
  isOver(): boolean;
  /** Ends the process tree, durably noting why; the first reason stays. Does nothing when it is over. */
  end(ending: 'killed' | 'timedOut', manner: KillManner, audit?: readonly AuditEntry[]): Promise<void>;
}

/** Runs one step: durable start, launcher, outputs, durable end (semantics §5.2, §5.3). */
export function runStep(command: StartStep, audit: readonly AuditEntry[], ports: RunStepPorts): StepRun {
  const { journal, runner, timers } = ports;
  const { stepId, orderId } = command;
  let held: HeldStep = { stepId, orderId };
  let running: RunningProcess | undefined;
  let isOver = false;
  let lastManner: KillManner | undefined;

  const accepted = journal.write({
    events: [{ kind: 'ProcessStarting', stepId, orderId }],
    steps: () => [held],
    audit,
  });

  async function live(): Promise<number> {
    await accepted;
    const ended = held.ending === undefined ? await launch() : endOfUnstarted(stepId, held.ending);
    isOver = true;
    const eventId = await writeEnd(ended);
    await runner.forget(stepId);
    return eventId;
  }

  async function launch(): Promise<StepEnded> {
    const { script, environment } = command;
    const { outputBytesMax } = ports;
    const started = await runner.start({ stepId, marker: stepId, script, environment, outputBytesMax });
    return started.kind === 'running' ? await follow(started.process) : notRunning(started);
  }

  function notRunning(started: Exclude<ProcessStartResult, { readonly kind: 'running' }>): StepEnded {
    if (held.ending !== undefined) return endOfUnstarted(stepId, held.ending);
    return started.kind === 'lost'
      ? endOfUnstarted(stepId, 'lost')
      : endOfUnstarted(stepId, 'failed', started.problem);
  }

  async function follow(process: RunningProcess): Promise<StepEnded> {
    running = process;
    // It was told to end while it was being started.
    if (lastManner !== undefined) process.kill(lastManner);
    const cancelTimeout = startTimeout();
    const { identity } = process;
    held = { ...held, identity };
    // The process runs, and is found by its marker too: nobody waits for this.
    journal.writeSoon({ events: [{ kind: 'ProcessStarted', stepId, ...identity }], steps: () => [held] });
    const outputs = (['stdout', 'stderr'] as const).map((stream) =>
      pumpOutput(process[stream], timers, (piece) => writeOutput(stream, piece)),
    );
    const over = process.ended.then((end) => {
      isOver = true;
      cancelTimeout();
      return end;
    });
    const [end] = await Promise.all([over, ...outputs]);
    const returnValues = await process.returnValues();
    const { ending } = held;
    const droppedBytes = process.droppedBytes();
    return endOfStep({
      stepId,
      end,
      returnValues,
      droppedBytes,
      ...(ending === undefined ? {} : { ending }),
    });
  }

  function startTimeout(): () => void {
    const { timeoutSeconds, graceTimeoutSeconds } = command;
    if (timeoutSeconds === undefined) return () => {};
    const manner: KillManner = { kind: 'gracefully', graceMs: graceTimeoutSeconds * 1_000 };
    // A journal that can not be written has ended the Agent already.
    return timers.after(timeoutSeconds * 1_000, () => void end('timedOut', manner).catch(() => {}));
  }

  function writeOutput(stream: 'stdout' | 'stderr', { offset, text }: OutputPiece): Promise<void> {
    return journal.write({ events: [{ kind: 'OutputWritten', stepId, stream, offset, text }] });
  }

  async function writeEnd(event: StepEnded): Promise<number> {
    let endEventId = 0;
    await journal.write({
      events: [event],
      steps: (eventId) => {
        endEventId = eventId;
        held = { ...held, endEventId };
        return [held];
      },
    });
    return endEventId;
  }

  async function end(
    ending: 'killed' | 'timedOut',
    manner: KillManner,
    entries: readonly AuditEntry[] = [],
  ): Promise<void> {
    if (isOver) return;
    held = { ending, ...held };
    lastManner = manner;
    const written = journal.write({ steps: () => [held], audit: entries });
    running?.kill(manner);
    await written;
  }

  const ended = live();
  ended.catch(ports.onFault);
  return { command, accepted, ended, isOver: () => isOver, end };
}
