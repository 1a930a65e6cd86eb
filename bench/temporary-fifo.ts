import { execFileSync } from 'node:child_process';
import { constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A FIFO that stays open at this end, so that whoever writes into it never waits. */
export interface TemporaryFifo {
  /** Absolute, and safe to stand in a shell script without quotes. */
  readonly path: string;
  /** Resolves with the time of `performance` at which the next byte came; rejects after 30 s. */
  nextByteAtMs(): Promise<number>;
  close(): void;
}

/** Makes it in a folder of its own. */
export function openTemporaryFifo(): TemporaryFifo {
  const folder = mkdtempSync(join(tmpdir(), 'interlock-bench-'));
  const path = join(folder, 'fifo');
  execFileSync('mkfifo', ['-m', '600', path]);
  // Open for writing too, so that it does not end between two writers.
  const socket = new Socket({ fd: openSync(path, constants.O_RDWR | constants.O_NONBLOCK), readable: true });
  return {
    path,
    nextByteAtMs() {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      const came = () => resolve(performance.now());
      const late = setTimeout(() => reject(new Error('No script has written into the FIFO.')), 30_000);
      socket.once('data', came);
      return promise.finally(() => {
        clearTimeout(late);
        socket.off('data', came);
      });
    },
    close() {
      socket.destroy();
      rmSync(folder, { recursive: true });
    },
  };
}
