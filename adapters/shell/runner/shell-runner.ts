import { type Problem, problem } from '@interlock/base';
import type {
  LeftProcess,
  ProcessEnd,
  ProcessRunner,
  ProcessStart,
  ProcessStartResult,
  RecoveredProcess,
} from '@interlock/workflow';
import { readKeptEnds, removeKeptEnds } from '../launcher/kept-ends.ts';
import type { LeftTree } from '../launcher/launcher-message.ts';
import { openOutputPipe } from '../output/output-pipe.ts';
import { type BaseEnvironment, buildEnvironment } from '../step-folder/environment.ts';
import { readReturnValues } from '../step-folder/return-values.ts';
import {
  makeStepFolder,
  namesInterpreter,
  placeFifos,
  removeOtherStepFolders,
  removeStepFolder,
  type StepFolder,
  stepFolderOf,
  unlinkFifos,
} from '../step-folder/step-folder.ts';
import { createFifoPool } from './fifo-pool.ts';
import { keepLauncher, type LaunchResult } from './launcher-keeper.ts';
import { createRunningStep, type OutputPipes, type RunningStep } from './running-step.ts';

/** What a runner works with. */
export interface ShellRunnerOptions {
  /** Absolute, real path (no symbolic link in it) of a folder that belongs to this runner alone. */
  readonly workFolder: string;
  readonly baseEnvironment: BaseEnvironment;
  /** A launcher has died and was replaced; the steps that it ran are lost. */
  readonly onLauncherReplaced: (lastWords: string) => void;
  /** What a script left could not be removed; it is tried again at the next start. */
  readonly onFolderLeft: (why: string) => void;
  /** No launcher can be kept alive. The Agent has to end. */
  readonly onFault: (message: string) => void;
}

/** A process runner with the pid of its launcher, for diagnosis. */
export interface ShellRunner extends ProcessRunner {
  launcherPid(): number;
}

type Environment = Readonly<Record<string, string>>;

interface ActiveStep extends RunningStep {
  readonly tree: LeftTree;
}

/** Runs shell scripts through a launcher. */
export function createShellRunner(options: ShellRunnerOptions): ShellRunner {
  const { workFolder, baseEnvironment } = options;
  const active = new Map<string, ActiveStep>();
  const keptEnds = new Map(readKeptEnds(workFolder));
  const keeper = keepLauncher(workFolder, {
    onFifos: (paths) => fifos.add(paths),
    onEnded: ({ stepId, end }) => finish(stepId, end),
    onReplaced(lastWords) {
      fifos.reorder();
      for (const [stepId, { tree }] of active)
        void keeper.sweep([tree]).then(() => finish(stepId, { kind: 'lost' }));
      options.onLauncherReplaced(lastWords);
    },
    onFault(lastWords) {
      fifos.close();
      loseAll();
      options.onFault(`The launcher does not start: ${lastWords}`);
    },
  });
  const fifos = createFifoPool((count) => keeper.send({ kind: 'makeFifos', count }));
  fifos.reorder();

  function finish(stepId: string, end: ProcessEnd): void {
    active.get(stepId)?.end(end);
    active.delete(stepId);
  }

  function loseAll(): void {
    for (const stepId of [...active.keys()]) finish(stepId, { kind: 'lost' });
  }

  async function start(request: ProcessStart): Promise<ProcessStartResult> {
    const step = stepFolderOf(workFolder, request.stepId);
    const own = { INTERLOCK_JOB: request.marker, JS7_RETURN_VALUES: step.returnValues };
    const environment = buildEnvironment(baseEnvironment, request.environment, own);
    if (!environment.ok) return { kind: 'refused', problem: environment.problem };
    let pipes: OutputPipes;
    try {
      await makeStepFolder(step, request.script);
      await placeFifos(step, await fifos.takePair());
      pipes = await openPipes(step);
    } catch (error) {
      return { kind: 'refused', problem: systemRefuses(error) };
    }
    return launch(request, step, pipes, environment.value);
  }

  function launch(request: ProcessStart, step: StepFolder, pipes: OutputPipes, environment: Environment) {
    const { stepId, marker, outputBytesMax } = request;
    const { folder, script, stdout, stderr } = step;
    const kill = (graceMs: number | undefined) =>
      keeper.send({ kind: 'kill', stepId, ...(graceMs === undefined ? {} : { graceMs }) });
    return new Promise<ProcessStartResult>((resolve) => {
      const hasInterpreter = namesInterpreter(request.script);
      const command = { stepId, marker, folder, script, hasInterpreter, environment, stdout, stderr };
      keeper.launch({ kind: 'launch', ...command }, (result) => {
        if (result.kind !== 'launched') {
          resolve(abandon(result, pipes));
          return;
        }
        const { identity } = result;
        const running = createRunningStep({ step, identity, pipes, outputBytesMax, kill });
        active.set(stepId, { ...running, tree: { marker, folder, main: identity } });
        // The script may have removed the names itself.
        void unlinkFifos(step)
          .catch(() => {})
          .then(() => resolve({ kind: 'running', process: running.process }));
      });
    });
  }

  async function recoverOne({ stepId, marker, identity }: LeftProcess): Promise<RecoveredProcess> {
    const { folder, returnValues } = stepFolderOf(workFolder, stepId);
    const killedCount = await keeper.sweep([
      { marker, folder, ...(identity === undefined ? {} : { main: identity }) },
    ]);
    const end = keptEnds.get(stepId) ?? { kind: 'lost' };
    return { end, returnValues: await readReturnValues(returnValues), killedCount };
  }

  function forgetKeptEnd(stepId: string): void {
    if (keptEnds.delete(stepId) && keptEnds.size === 0) removeKeptEnds(workFolder);
  }

  return {
    launcherPid: () => keeper.pid(),
    start,
    async recover(left) {
      const wanted = new Set(left.map(({ stepId }) => stepId));
      for (const stepId of [...keptEnds.keys()]) if (!wanted.has(stepId)) forgetKeptEnd(stepId);
      const recovered = await Promise.all(
        left.map(async (each): Promise<[string, RecoveredProcess]> => [each.stepId, await recoverOne(each)]),
      );
      for (const why of await removeOtherStepFolders(workFolder, wanted)) options.onFolderLeft(why);
      return new Map(recovered);
    },
    async forget(stepId) {
      keeper.send({ kind: 'forget', stepId });
      forgetKeptEnd(stepId);
      const why = await removeStepFolder(stepFolderOf(workFolder, stepId));
      if (why !== undefined) options.onFolderLeft(why);
    },
    async close() {
      fifos.close();
      await keeper.close();
      loseAll();
    },
  };
}

async function abandon(
  result: Exclude<LaunchResult, { readonly kind: 'launched' }>,
  { stdout, stderr }: OutputPipes,
): Promise<ProcessStartResult> {
  await Promise.all([stdout.close(), stderr.close()]);
  if (result.kind === 'lost') return { kind: 'lost' };
  return { kind: 'refused', problem: systemRefuses(new Error(result.message)) };
}

async function openPipes({ stdout, stderr }: StepFolder): Promise<OutputPipes> {
  const first = await openOutputPipe(stdout);
  try {
    return { stdout: first, stderr: await openOutputPipe(stderr) };
  } catch (error) {
    await first.close();
    throw error;
  }
}

function systemRefuses(error: unknown): Problem {
  const cause = error instanceof Error ? error.message : String(error);
  return problem('Internal', `The system does not start the script: ${cause}`);
}
