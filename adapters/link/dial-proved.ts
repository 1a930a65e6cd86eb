import { connect, type TLSSocket } from 'node:tls';
import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import { type HandshakeLog, logHandshake } from './handshake-log.ts';
import { hostAndPort } from './listen.ts';
import { certificateOf } from './secure-server.ts';
import type { PeerCheck, ProvedPeer, TlsMaterial } from './security.ts';
import { secureContextOptions } from './tls-options.ts';

/** Whom to dial, and as whom. */
export interface DialTarget {
  /** `host:port`. */
  readonly address: string;
  readonly tls: () => TlsMaterial;
  /** Accepts the one server that is meant. */
  readonly peers: PeerCheck;
  /** How long it may take until the other end is proved, in milliseconds. */
  readonly timeoutMs: number;
  /** Told of each handshake, done or refused. */
  readonly handshakes?: HandshakeLog;
}

/** A connection whose other end is proved. */
export interface ProvedSocket {
  readonly socket: TLSSocket;
  readonly peer: ProvedPeer;
}

/** Connects, shakes hands and proves the server, before a single byte of ours is sent inside. */
export async function dialProved(target: DialTarget, signal: AbortSignal): Promise<Result<ProvedSocket>> {
  const ends = AbortSignal.any([signal, AbortSignal.timeout(target.timeoutMs)]);
  if (ends.aborted) return refuse(unreachable(target.address, ends.reason));
  const socket = connect({
    ...hostAndPort(target.address),
    ...secureContextOptions(target.tls()),
    // We decide ourselves, from DER; and never pass `session`: a resumed one shows no certificate.
    rejectUnauthorized: false,
  });
  socket.on('error', () => socket.destroy());
  const fault = await handshake(socket, ends);
  const peer = fault === undefined ? prove(socket, target.peers) : refuse(unreachable(target.address, fault));
  logHandshake(target.handshakes, { address: target.address, socket }, peer);
  if (!peer.ok) socket.destroy();
  return peer.ok ? succeed({ socket, peer: peer.value }) : peer;
}

function handshake(socket: TLSSocket, ends: AbortSignal): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const aborted = (): void => void socket.destroy(ends.reason as Error);
  ends.addEventListener('abort', aborted, { once: true });
  socket.once('secureConnect', () => resolve(undefined));
  socket.once('error', resolve);
  socket.once('close', () => resolve(new Error('the connection was closed')));
  return promise.finally(() => ends.removeEventListener('abort', aborted));
}

function prove(socket: TLSSocket, peers: PeerCheck): Result<ProvedPeer> {
  const der = certificateOf(socket);
  if (der === undefined) return refuse(problem('CertificateRefused', 'The server has shown no certificate.'));
  const proved = peers.prove(der);
  const fault = proved.ok ? peers.recheck(proved.value) : undefined;
  return fault === undefined ? proved : refuse(fault);
}

function unreachable(address: string, cause: unknown): Problem {
  const why = cause instanceof Error ? cause.message : String(cause);
  return problem('ControllerUnreachable', `Nobody can be reached at ${address}: ${why}.`);
}
