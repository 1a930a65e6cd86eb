import { execFile } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Makes FIFOs that only this user may open. Node can not make them itself; one `mkfifo` makes many. */
export async function makeFifos(paths: readonly string[]): Promise<void> {
  await run('mkfifo', ['-m', '600', ...paths], { timeout: 10_000 });
}

/**
 * Opens the write end of a FIFO whose read end somebody else should have open, without ever waiting for him.
 * Opened for writing alone, it would block for ever when the reader is dead.
 */
export function openWriteEnd(path: string): number {
  const both = openSync(path, constants.O_RDWR);
  try {
    return openSync(path, constants.O_WRONLY);
  } finally {
    closeSync(both);
  }
}
