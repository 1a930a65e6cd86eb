import { createServer, type Server, type TLSSocket } from 'node:tls';
import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import {
  type JoinGrant,
  type JoinWaiting,
  joinDiallerMessage,
  nodeApiVersion,
  type WaitForJoin,
} from '@interlock/node-api';
import { listen } from '../listen.ts';
import { handshakeMsMax, secureContextOptions } from '../tls-options.ts';
import {
  exporterBytes,
  type JoinProofs,
  joinGrantMsMax,
  joinLineMsMax,
  type SelfSigned,
} from './join-security.ts';
import { type LineChannel, lineChannel } from './line-channel.ts';

/** What the waiting side needs. */
export interface JoinWaiterOptions {
  readonly proofs: JoinProofs;
  readonly selfSigned: SelfSigned;
  /** Hears of each wrong proof. */
  readonly refused: (remoteAddress: string, wrongProofs: number) => void;
  /** How long the listener stays closed after too many wrong proofs, in milliseconds; default 60 000. */
  readonly closedMs?: number;
}

/** After so many wrong proofs the listener closes for a while. */
export const wrongProofsMax = 5;

/** What one listener knows; only one dialler at a time may be past the proof. */
interface Listening {
  readonly waiting: JoinWaiting;
  readonly options: JoinWaiterOptions;
  readonly done: (how: 'joined' | 'tooManyWrongProofs') => void;
  wrongProofs: number;
  isTaken: boolean;
}

/** Makes the waiting side of a join (semantics §4.6). */
export function joinWaiter(options: JoinWaiterOptions): WaitForJoin {
  return async (waiting, signal) => {
    while (!signal.aborted) {
      const how = await listenOnce(waiting, options, signal);
      if (!how.ok) return how;
      if (how.value === 'joined') return succeed(undefined);
      await pause(options.closedMs ?? 60_000, signal);
    }
    return refuse(problem('Internal', 'The wait for a join was ended.'));
  };
}

async function listenOnce(
  waiting: JoinWaiting,
  options: JoinWaiterOptions,
  signal: AbortSignal,
): Promise<Result<'joined' | 'tooManyWrongProofs'>> {
  const { promise, resolve } = Promise.withResolvers<Result<'joined' | 'tooManyWrongProofs'>>();
  const done = (how: 'joined' | 'tooManyWrongProofs'): void => resolve(succeed(how));
  const listening: Listening = { waiting, options, done, wrongProofs: 0, isTaken: false };
  const sockets = new Set<TLSSocket>();
  const server = createServer({
    ...secureContextOptions(await options.selfSigned()),
    handshakeTimeout: handshakeMsMax,
  });
  server.maxConnections = 16;
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  server.on('secureConnection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    void converse(socket, listening);
  });
  const address = await listen(server, waiting.address);
  if (!address.ok) return address;
  const ended = (): void => resolve(refuse(problem('Internal', 'The wait for a join was ended.')));
  signal.addEventListener('abort', ended, { once: true });
  if (signal.aborted) ended();
  waiting.listening?.(address.value);
  const how = await promise;
  signal.removeEventListener('abort', ended);
  await closeListener(server, sockets);
  return how;
}

async function converse(socket: TLSSocket, listening: Listening): Promise<void> {
  const channel = lineChannel(socket);
  const refusal = await conversation(socket, channel, listening);
  if (refusal !== undefined) channel.write({ kind: 'joinRefused', problem: { ...refusal } });
  channel.close();
  if (refusal === undefined) listening.done('joined');
  else if (listening.wrongProofs >= wrongProofsMax) listening.done('tooManyWrongProofs');
}

async function conversation(
  socket: TLSSocket,
  channel: LineChannel,
  listening: Listening,
): Promise<Problem | undefined> {
  const hello = await channel.read(joinDiallerMessage, joinLineMsMax);
  if (!hello.ok) return hello.problem;
  if (hello.value.kind !== 'joinHello') return problem('InvalidInput', 'A hello has to come first.');
  if (hello.value.version !== nodeApiVersion) return problem('InvalidInput', 'The versions differ.');
  const { waiting, options } = listening;
  const exporter = socket.exportKeyingMaterial(exporterBytes, options.proofs.exporterLabel, Buffer.alloc(0));
  if (!options.proofs.verify(waiting.token, exporter, 'dialler', hello.value.proof))
    return wrongProof(socket, listening);
  if (listening.isTaken) return problem('JoinRefused', 'Another one is just using this join token.');
  listening.isTaken = true;
  const refusal = await request(channel, options.proofs.prove(waiting.token, exporter, 'waiter'), waiting);
  listening.isTaken = refusal === undefined;
  return refusal;
}

function wrongProof(socket: TLSSocket, listening: Listening): Problem {
  listening.wrongProofs++;
  listening.options.refused(socket.remoteAddress ?? '', listening.wrongProofs);
  return problem('JoinRefused', 'The join token is not proved.');
}

async function request(
  channel: LineChannel,
  proof: string,
  waiting: JoinWaiting,
): Promise<Problem | undefined> {
  const { id, role, requests } = waiting;
  channel.write({
    kind: 'joinRequest',
    version: nodeApiVersion,
    role,
    id,
    proof,
    requests: requests.map(({ purpose, csr }) => ({ purpose, csr })),
  });
  const grant = await channel.read(joinDiallerMessage, joinGrantMsMax);
  if (!grant.ok) return grant.problem;
  if (grant.value.kind !== 'joinGrant') return problem('JoinRefused', 'The certificates did not come.');
  const missing = missingPurpose(waiting, grant.value);
  if (missing !== undefined) return problem('InvalidInput', `The ${missing} certificate is missing.`);
  const { kind: _kind, ...given } = grant.value;
  const stored = await waiting.store(given);
  if (!stored.ok) return stored.problem;
  channel.write({ kind: 'joined' });
  return undefined;
}

function missingPurpose(waiting: JoinWaiting, grant: JoinGrant): string | undefined {
  const given = grant.certificates.map((certificate) => certificate.purpose);
  return waiting.requests.map((wanted) => wanted.purpose).find((purpose) => !given.includes(purpose));
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const ended = (): void => resolve();
  signal.addEventListener('abort', ended, { once: true });
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', ended);
  });
}

// The winner's last line has a second to get out; the others are cut.
function closeListener(server: Server, sockets: ReadonlySet<TLSSocket>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  for (const socket of sockets) if (!socket.writableEnded) socket.destroy();
  return promise;
}
