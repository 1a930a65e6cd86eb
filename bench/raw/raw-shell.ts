import { randomBytes } from 'node:crypto';
import { unwrap } from '@interlock/base';
import { openShell } from '@interlock/shell';

/** The real launcher, with nothing above it. */
export interface RawShell {
  /** Runs a script to its end and takes what it writes; rejects unless it succeeds. */
  run(script: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts the launcher on a work folder. */
export async function openRawShell(workFolder: string): Promise<RawShell> {
  const fault = (why: string) => {
    throw new Error(why);
  };
  const shell = unwrap(
    await openShell({ workFolder, onLauncherReplaced: fault, onFolderLeft: fault, onFault: fault }),
  );
  return {
    async run(script) {
      const stepId = randomBytes(16).toString('base64url');
      const started = await shell.start({
        stepId,
        marker: stepId,
        script,
        environment: {},
        outputBytesMax: 1_000,
      });
      if (started.kind !== 'running') throw new Error(`A script was not started: ${started.kind}`);
      const { stdout, stderr, ended } = started.process;
      const [end] = await Promise.all([ended, drain(stdout), drain(stderr)]);
      if (end.kind !== 'exited' || end.returnCode !== 0) throw new Error(`A script has ${end.kind}.`);
      await shell.forget(stepId);
    },
    close: () => shell.close(),
  };
}

async function drain(pieces: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of pieces);
}
