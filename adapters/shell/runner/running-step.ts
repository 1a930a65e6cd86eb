import type {
  KillManner,
  OutputPiece,
  ProcessEnd,
  ProcessIdentity,
  RunningProcess,
} from '@interlock/workflow';
import type { OutputPipe } from '../output/output-pipe.ts';
import { createTextPieces, type OutputBudget } from '../output/text-pieces.ts';
import { readReturnValues } from '../step-folder/return-values.ts';
import type { StepFolder } from '../step-folder/step-folder.ts';

/** The two output pipes of a step. */
export interface OutputPipes {
  readonly stdout: OutputPipe;
  readonly stderr: OutputPipe;
}

/** What a running process is made of. */
export interface RunningStepParts {
  readonly step: StepFolder;
  readonly identity: ProcessIdentity;
  readonly pipes: OutputPipes;
  readonly outputBytesMax: number;
  readonly kill: (graceMs: number | undefined) => void;
}

/** A running process, and the way to tell it that it has ended. */
export interface RunningStep {
  readonly process: RunningProcess;
  /** The first call counts. */
  end(end: ProcessEnd): void;
}

/** Puts the handle of a running process together. */
export function createRunningStep(parts: RunningStepParts): RunningStep {
  const { step, identity, pipes, outputBytesMax } = parts;
  const { promise: ended, resolve } = Promise.withResolvers<ProcessEnd>();
  const budget: OutputBudget = { bytesLeft: outputBytesMax, bytesDropped: 0 };
  return {
    process: {
      identity,
      stdout: readPieces(pipes.stdout, budget),
      stderr: readPieces(pipes.stderr, budget),
      droppedBytes: () => budget.bytesDropped,
      ended,
      kill: (manner: KillManner) => parts.kill(manner.kind === 'gracefully' ? manner.graceMs : undefined),
      returnValues: () => readReturnValues(step.returnValues),
    },
    end(end) {
      pipes.stdout.writersEnded();
      pipes.stderr.writersEnded();
      resolve(end);
    },
  };
}

async function* readPieces(pipe: OutputPipe, budget: OutputBudget): AsyncGenerator<OutputPiece> {
  const pieces = createTextPieces(budget);
  for await (const bytes of pipe.read()) yield* pieces.push(bytes);
  yield* pieces.end();
}
