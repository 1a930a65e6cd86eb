import { fstatSync } from 'node:fs';
import { Socket } from 'node:net';
import type { ProgramReport, SupervisorChannel, SupervisorOrder } from '@interlock/base';
import { lineReader } from './line-reader.ts';

/** The file descriptor on which a supervised program finds its supervisor. */
export const supervisorDescriptor = 3;

/** The variable by which a supervisor says that descriptor 3 is its pipe; without it the descriptor is left alone. */
export const supervisedVariable = 'INTERLOCK_SUPERVISED';

/** Opens the pipe to the supervisor, if there is one. */
export function openSupervisorChannel(env: Readonly<Record<string, string | undefined>>): SupervisorChannel {
  const socket =
    env[supervisedVariable] === '1' && isPipe() ? new Socket({ fd: supervisorDescriptor }) : undefined;
  return channelOver(socket);
}

function isPipe(): boolean {
  try {
    const stat = fstatSync(supervisorDescriptor);
    return stat.isSocket() || stat.isFIFO();
  } catch {
    return false;
  }
}

/** The channel over a given socket; exported for tests. */
export function channelOver(socket: Socket | undefined): SupervisorChannel {
  const state = new ChannelState(socket === undefined);
  if (socket !== undefined) listen(socket, state);
  const stop = () => state.stop();
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  return {
    supervised: socket !== undefined,
    report: (report) => send(socket, report),
    begun: () => state.begun,
    joinToken: (signal) => state.nextToken(signal),
    onStop: (listener) => state.onStop(listener),
    close: () => {
      process.off('SIGTERM', stop);
      process.off('SIGINT', stop);
      socket?.removeAllListeners('close');
      socket?.end();
    },
  };
}

function listen(socket: Socket, state: ChannelState): void {
  socket.setEncoding('utf8');
  // A pipe that breaks is a supervisor that is gone.
  socket.on('error', () => state.stop());
  socket.on('close', () => state.stop());
  const read = lineReader(
    (value) => state.take(value as SupervisorOrder),
    () => socket.destroy(),
  );
  socket.on('data', (text) => read(String(text)));
}

function send(socket: Socket | undefined, report: ProgramReport): void {
  if (socket?.writable) socket.write(`${JSON.stringify(report)}\n`);
}

class ChannelState {
  readonly begun: Promise<{ readonly rootPassword?: string }>;
  #begin: (order: { readonly rootPassword?: string }) => void = () => undefined;
  readonly #tokens: string[] = [];
  #awaited: ((token: string) => void) | undefined;
  #stopped = false;
  #stopListener: (() => void) | undefined;

  constructor(unsupervised: boolean) {
    const { promise, resolve } = Promise.withResolvers<{ readonly rootPassword?: string }>();
    this.begun = promise;
    this.#begin = resolve;
    if (unsupervised) resolve({});
  }

  take(order: SupervisorOrder): void {
    if (order.kind === 'begin') this.#begin(order);
    else if (order.kind === 'join') this.#offer(order.token);
    else if (order.kind === 'stop') this.stop();
  }

  #offer(token: string): void {
    const awaited = this.#awaited;
    this.#awaited = undefined;
    if (awaited) awaited(token);
    else this.#tokens.push(token);
  }

  nextToken(signal: AbortSignal): Promise<string> {
    const waiting = this.#tokens.shift();
    if (waiting !== undefined) return Promise.resolve(waiting);
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    this.#awaited = resolve;
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    return promise;
  }

  onStop(listener: () => void): void {
    this.#stopListener = listener;
    if (this.#stopped) listener();
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#stopListener?.();
  }
}
