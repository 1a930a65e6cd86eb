import { type Problem, problem } from '@interlock/base';
import type { KillStep, StartStep } from '@interlock/node-api';
import type { HeldStep, KillManner, LeftProcess } from '@interlock/workflow';
import {
  stepGivenUpEntry,
  stepKilledEntry,
  stepRefusedEntry,
  stepStartedEntry,
} from '../audit/audit-entries.ts';
import { endOfStep } from './end-of-step.ts';
import { type RunStepPorts, runStep, type StepRun } from './run-step.ts';

/** The most steps that an Agent holds, running and ended ones that the Controller has not acknowledged. */
export const heldStepsMax = 10_000;
/** The most time that a script gets to clean up when the Agent stops, in milliseconds (semantics §5.2). */
const stopGraceMsMax = 3_000;
/** After how long a stopping Agent kills what TERM and the launcher's own KILL did not end, in milliseconds. */
const stopPatienceMs = 3_500;

/** The steps that this Agent holds. */
export interface Steps {
  /**
   * Starts a step, once for each id; the same command again changes nothing. Resolves when the start is durable.
   *
   * @returns the refusal, if it is refused.
   */
  start(command: StartStep, controllerId: string): Promise<Problem | undefined>;
  /** Kills a step; one that is over or unknown is left as it is. Resolves when that it is to be killed is durable. */
  kill(command: KillStep, controllerId: string): Promise<void>;
  /**
   * Kills all steps that run, each with its grace time: the Controller has given up this Agent, and waits for none of
   * them. Resolves when that they are to be killed is durable.
   */
  giveUp(controllerId: string): Promise<void>;
  /** Finds out what became of the steps of the Agent that was here before, kills what is left, and tells their ends. */
  recover(): Promise<RecoveredSteps>;
  /** Forgets events up to this one, and the steps that ended with them: the Controller has them. */
  release(eventId: number): Promise<void>;
  /** How many steps run. */
  runningCount(): number;
  /** Takes no step any more, ends all that run, and resolves when their ends are durable. */
  stop(): Promise<void>;
}

/** What recovery found. */
export interface RecoveredSteps {
  readonly lostCount: number;
  /** Steps whose end was known after all. */
  readonly endedCount: number;
  readonly killedProcessCount: number;
}

/** Holds the steps. Those that the journal still holds are known from the beginning. */
export function createSteps(ports: RunStepPorts): Steps {
  const { journal, runner, timers } = ports;
  const runs = new Map<string, StepRun>();
  const endEventIds = new Map<string, number>();
  const unfinished: HeldStep[] = [];
  let isStopping = false;
  for (const held of journal.contents.steps) {
    if (held.endEventId === undefined) unfinished.push(held);
    else endEventIds.set(held.stepId, held.endEventId);
  }

  function refusalOf(): Problem | undefined {
    if (isStopping) return problem('AgentUnreachable', 'The Agent is stopping and starts nothing any more.');
    if (runs.size + endEventIds.size < heldStepsMax) return undefined;
    return problem('Throttled', `The Agent holds ${heldStepsMax} steps and takes no more.`);
  }

  async function start(command: StartStep, controllerId: string): Promise<Problem | undefined> {
    const { stepId } = command;
    if (endEventIds.has(stepId)) return undefined;
    const known = runs.get(stepId);
    if (known !== undefined) {
      await known.accepted;
      return undefined;
    }
    const refusal = refusalOf();
    if (refusal !== undefined) {
      await journal.write({ audit: [stepRefusedEntry(command, controllerId, refusal)] });
      return refusal;
    }
    const run = runStep(command, [stepStartedEntry(command, controllerId)], ports);
    runs.set(stepId, run);
    run.ended.then(
      (endEventId) => {
        endEventIds.set(stepId, endEventId);
        runs.delete(stepId);
      },
      () => {}, // a fault, which the run has told of
    );
    await run.accepted;
    return undefined;
  }

  async function kill(command: KillStep, controllerId: string): Promise<void> {
    const run = runs.get(command.stepId);
    if (run === undefined || run.isOver()) return;
    const manner: KillManner = command.immediately ? { kind: 'immediately' } : gracefully(run.command);
    await run.end('killed', manner, [stepKilledEntry(command, controllerId, run.command.workflowPath)]);
  }

  async function giveUp(controllerId: string): Promise<void> {
    const left = [...runs.values()].filter((run) => !run.isOver());
    await Promise.all(
      left.map((run) =>
        run.end('killed', gracefully(run.command), [stepGivenUpEntry(run.command, controllerId)]),
      ),
    );
  }

  async function recover(): Promise<RecoveredSteps> {
    const left = unfinished.map(
      ({ stepId, identity }): LeftProcess => ({
        stepId,
        marker: stepId,
        ...(identity === undefined ? {} : { identity }),
      }),
    );
    const recovered = await runner.recover(left);
    let killedProcessCount = 0;
    let endedCount = 0;
    for (const held of unfinished) {
      const found = recovered.get(held.stepId);
      if (found === undefined) throw new Error(`the runner says nothing of step ${held.stepId}`);
      killedProcessCount += found.killedCount;
      if (found.end.kind !== 'lost') endedCount++;
      const { stepId, ending } = held;
      const { end, returnValues } = found;
      const event = endOfStep({
        stepId,
        end,
        returnValues,
        droppedBytes: 0,
        ...(ending === undefined ? {} : { ending }),
      });
      await journal.write({
        events: [event],
        steps: (endEventId) => {
          endEventIds.set(stepId, endEventId);
          return [{ ...held, endEventId }];
        },
      });
      await runner.forget(stepId);
    }
    return { lostCount: unfinished.length - endedCount, endedCount, killedProcessCount };
  }

  async function release(eventId: number): Promise<void> {
    const stepIds = [...endEventIds]
      .filter(([, endEventId]) => endEventId <= eventId)
      .map(([stepId]) => stepId);
    await journal.release(eventId, stepIds);
    for (const stepId of stepIds) endEventIds.delete(stepId);
  }

  async function stop(): Promise<void> {
    isStopping = true;
    const left = [...runs.values()];
    const impatience = timers.after(stopPatienceMs, () => {
      for (const run of left) void run.end('killed', { kind: 'immediately' }).catch(() => {});
    });
    await Promise.all(
      left.map(async (run) => {
        const graceMs = Math.min(run.command.graceTimeoutSeconds * 1_000, stopGraceMsMax);
        await run.end('killed', { kind: 'gracefully', graceMs });
        await run.ended;
      }),
    );
    impatience();
  }

  return { start, kill, giveUp, recover, release, runningCount: () => runs.size, stop };
}

function gracefully({ graceTimeoutSeconds }: StartStep): KillManner {
  return { kind: 'gracefully', graceMs: graceTimeoutSeconds * 1_000 };
}
