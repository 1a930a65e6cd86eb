import { problem, type Result, refuse, succeed } from '@interlock/base';
import {
  checkShape,
  type LinkClosed,
  type LinkConnection,
  messageBytesMax,
  parseWireJson,
  pingSeconds,
  silenceSecondsMax,
} from '@interlock/node-api';
import type { RawData, WebSocket } from 'ws';
import type { PeerCheck, ProvedPeer } from '../security.ts';
import { messageQueue } from './message-queue.ts';

/** What a connection of hop 3 needs, at either end. */
export interface MessageConnectionOptions<Received> {
  readonly peer: ProvedPeer;
  readonly peers: PeerCheck;
  /** The schema of what comes in. */
  readonly shape: Parameters<typeof checkShape>[0];
  /** Decides about a message of good shape: whether it is handed on. It has answered what it doesn't hand on. */
  readonly admit?: (message: Received) => boolean;
  /** Milliseconds between two pings; default 10 000. */
  readonly pingMs?: number;
  /** Milliseconds of silence after which the connection is cut; default 30 000. */
  readonly silenceMs?: number;
  /** The time that passes; default that of the machine. */
  readonly timing?: Timing;
}

/** A clock that is never set, and a beat. */
export interface Timing {
  /** Milliseconds since whenever. */
  now(): number;
  /** Calls back again and again. @returns what ends it. */
  every(ms: number, run: () => void): () => void;
}

const machineTiming: Timing = {
  now: () => performance.now(),
  every: (ms, run) => {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
};

/** Above so many bytes that wait to be sent, `send` makes its caller wait. */
const bufferedBytesHigh = messageBytesMax;

/** Makes one end of hop 3 out of an open WebSocket whose other end is proved. */
export function messageConnection<Sent, Received>(
  socket: WebSocket,
  options: MessageConnectionOptions<Received>,
): LinkConnection<Sent, Received> {
  const { promise: closed, resolve } = Promise.withResolvers<LinkClosed>();
  let isOver = false;
  const { timing = machineTiming } = options;
  let heardAtMs = timing.now();
  const heard = (): void => {
    heardAtMs = timing.now();
  };
  const queue = messageQueue<Received>(
    () => socket.pause(),
    () => {
      // While we read nothing we heard nothing: that silence was ours.
      heard();
      socket.resume();
    },
  );
  const over = (how: LinkClosed): void => {
    if (isOver) return;
    isOver = true;
    stopBeat();
    queue.end();
    resolve(how);
  };
  const fail = (reason: string): void => {
    over({ by: 'fault', reason });
    socket.terminate();
  };
  const stopBeat = timing.every(options.pingMs ?? pingSeconds * 1_000, () => {
    const silentMs = timing.now() - heardAtMs;
    if (!socket.isPaused && silentMs > (options.silenceMs ?? silenceSecondsMax * 1_000))
      fail('the other end is silent');
    else socket.ping();
  });
  socket.on('ping', heard);
  socket.on('pong', heard);
  socket.on('message', (data, isBinary) => {
    heard();
    if (isOver) return;
    const message = read(data, isBinary, options);
    if (!message.ok) fail(message.problem.message);
    else if (options.admit?.(message.value) ?? true) queue.push(message.value);
  });
  // Listened to for ever: an error that nobody hears would stop the program.
  socket.on('error', (error) => fail(error.message));
  socket.on('close', (_code, reason) =>
    over({ by: 'them', reason: reason.toString() || 'the connection was cut' }),
  );
  return {
    peerId: options.peer.id,
    thumbprint: options.peer.thumbprint,
    received: queue,
    closed,
    send: (message) => (isOver ? Promise.resolve(false) : send(socket, message, closed)),
    close: (reason) => {
      if (isOver) return;
      over({ by: 'us', reason });
      closeSocket(socket, reason);
    },
  };
}

function read<Received>(
  data: RawData,
  isBinary: boolean,
  options: MessageConnectionOptions<Received>,
): Result<Received> {
  const refusal = options.peers.recheck(options.peer);
  if (refusal !== undefined) return refuse(refusal);
  if (isBinary) return refuse(problem('InvalidInput', 'A binary message came.'));
  const parsed = parseWireJson(String(data));
  const shaped = parsed.ok ? checkShape(options.shape, parsed.value) : parsed;
  // The schema was given together with the type.
  return shaped.ok ? succeed(shaped.value as Received) : shaped;
}

async function send(socket: WebSocket, message: unknown, closed: Promise<LinkClosed>): Promise<boolean> {
  const text = JSON.stringify(message);
  if (Buffer.byteLength(text) > messageBytesMax) {
    throw new RangeError(`a message of hop 3 is larger than ${messageBytesMax} bytes`);
  }
  const { promise: flushed, resolve } = Promise.withResolvers<void>();
  socket.send(text, () => resolve());
  if (socket.bufferedAmount > bufferedBytesHigh) await Promise.race([flushed, closed]);
  return socket.readyState === socket.OPEN;
}

// Says why, and waits no longer than a second for the other end to agree.
function closeSocket(socket: WebSocket, reason: string): void {
  socket.close(1000, Buffer.from(reason).subarray(0, 120).toString().replaceAll('\ufffd', ''));
  setTimeout(() => socket.terminate(), 1_000).unref();
}
