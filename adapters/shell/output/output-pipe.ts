import { close, constants, open } from 'node:fs';
import { Socket } from 'node:net';
import { promisify } from 'node:util';

const openFile = promisify(open);
const closeFile = promisify(close);

/** The most that a pipe can still hold when its last rightful writer is dead (pipe(7), pipe-max-size). */
const pipeBytesMax = 1024 * 1024;
/** How long a pipe whose rightful writers are dead may be silent, held open by a process that escaped. */
const silenceMsMax = 1_000;

/** The read end of a FIFO. */
export interface OutputPipe {
  /** The bytes, in order. The next chunk is read when it is asked for. To be walked once. */
  read(): AsyncIterable<Uint8Array>;
  /** All rightful writers are dead: read what is left, and wait for no other. */
  writersEnded(): void;
  /** Gives the pipe up where it was never read. */
  close(): Promise<void>;
}

/** Opens the read end of a FIFO without waiting for a writer. It is not to be read before a writer has opened it. */
export async function openOutputPipe(path: string): Promise<OutputPipe> {
  const fd = await openFile(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const state: PipeState = { writersEnded: false, isWaiting: false, bytesSinceEnd: 0 };
  return {
    read: () => readPipe(new Socket({ fd, readable: true, writable: false }), state),
    writersEnded: () => {
      state.writersEnded = true;
      state.onWritersEnded?.();
    },
    close: () => closeFile(fd),
  };
}

interface PipeState {
  writersEnded: boolean;
  /** Somebody asked for bytes and there are none yet. */
  isWaiting: boolean;
  bytesSinceEnd: number;
  onWritersEnded?: () => void;
}

async function* readPipe(socket: Socket, state: PipeState): AsyncGenerator<Uint8Array> {
  let silence: NodeJS.Timeout | undefined;
  const giveUpLater = () => {
    clearTimeout(silence);
    if (!state.writersEnded || !state.isWaiting) return;
    const { bytesSinceEnd } = state;
    // After a pause of the whole program the timer comes first, though there is something to read.
    const giveUp = () => state.isWaiting && state.bytesSinceEnd === bytesSinceEnd && socket.destroy();
    silence = setTimeout(() => setImmediate(giveUp), silenceMsMax);
  };
  state.onWritersEnded = giveUpLater;
  const chunks: AsyncIterator<Buffer> = socket[Symbol.asyncIterator]();
  try {
    while (state.bytesSinceEnd <= pipeBytesMax) {
      state.isWaiting = true;
      giveUpLater();
      const next = await chunks.next();
      state.isWaiting = false;
      clearTimeout(silence);
      if (next.done === true) return;
      if (state.writersEnded) state.bytesSinceEnd += next.value.length;
      yield next.value;
    }
  } catch (error) {
    if (!state.writersEnded) throw error; // otherwise it is our own giving up
  } finally {
    clearTimeout(silence);
    socket.destroy();
  }
}
