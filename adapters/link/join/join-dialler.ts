import { connect, type TLSSocket } from 'node:tls';
import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import {
  type DialJoin,
  type JoinDialled,
  type JoinGrant,
  type JoinRequest,
  joinWaiterMessage,
  nodeApiVersion,
} from '@interlock/node-api';
import { hostAndPort } from '../listen.ts';
import { exporterBytes, type JoinProofs, joinGrantMsMax, joinLineMsMax } from './join-security.ts';
import { type LineChannel, lineChannel } from './line-channel.ts';

/** Makes the dialling side of a join (semantics §4.6). */
export function joinDialler(proofs: JoinProofs): DialJoin {
  return async (target, signal) => {
    const ends = AbortSignal.any([signal, AbortSignal.timeout(joinLineMsMax)]);
    const socket = await open(target.address, ends);
    if (!socket.ok) return socket;
    const dialled = await introduce(socket.value, proofs, target);
    if (!dialled.ok) socket.value.destroy();
    return dialled;
  };
}

async function open(address: string, ends: AbortSignal): Promise<Result<TLSSocket>> {
  const { promise, resolve } = Promise.withResolvers<Result<TLSSocket>>();
  if (ends.aborted) return refuse(unreachable(address, 'it was given up'));
  const socket = connect({
    ...hostAndPort(address),
    minVersion: 'TLSv1.3',
    maxVersion: 'TLSv1.3',
    // Nobody vouches for this certificate: the proof over this connection's exporter does.
    rejectUnauthorized: false,
  });
  const aborted = (): void => void socket.destroy(new Error('it takes too long'));
  ends.addEventListener('abort', aborted, { once: true });
  socket.once('secureConnect', () => resolve(succeed(socket)));
  socket.on('error', (error) => resolve(refuse(unreachable(address, error.message))));
  socket.once('close', () => resolve(refuse(unreachable(address, 'the connection was closed'))));
  return promise.finally(() => ends.removeEventListener('abort', aborted));
}

async function introduce(
  socket: TLSSocket,
  proofs: JoinProofs,
  target: Parameters<DialJoin>[0],
): Promise<Result<JoinDialled>> {
  const channel = lineChannel(socket);
  const exporter = socket.exportKeyingMaterial(exporterBytes, proofs.exporterLabel, Buffer.alloc(0));
  const proof = proofs.prove(target.token, exporter, 'dialler');
  channel.write({ kind: 'joinHello', version: nodeApiVersion, proof });
  const said = await channel.read(joinWaiterMessage, joinLineMsMax);
  if (!said.ok) return said;
  if (said.value.kind === 'joinRefused') return refuse(refusedBy(said.value.problem.message));
  if (said.value.kind !== 'joinRequest')
    return refuse(problem('InvalidInput', 'A request has to come first.'));
  const request = said.value;
  if (!proofs.verify(target.token, exporter, 'waiter', request.proof)) {
    return refuse(problem('JoinRefused', 'The program that answers does not know the join token.'));
  }
  const mismatch = mismatchOf(request, target);
  return mismatch === undefined ? succeed(dialled(socket, channel, request)) : refuse(mismatch);
}

function mismatchOf(request: JoinRequest, target: Parameters<DialJoin>[0]): Problem | undefined {
  if (request.version !== nodeApiVersion) return problem('InvalidInput', 'The versions differ.');
  if (request.role === target.role && request.id === target.id) return undefined;
  return problem('JoinRefused', `The program that answers is the ${request.role} ${request.id}.`);
}

function dialled(socket: TLSSocket, channel: LineChannel, request: JoinRequest): JoinDialled {
  // Nobody waits for ever for certificates that do not come.
  const late = setTimeout(() => socket.destroy(), joinGrantMsMax);
  late.unref();
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  socket.once('close', () => {
    clearTimeout(late);
    resolve();
  });
  const { id, role, requests } = request;
  return {
    request: { id, role, requests },
    grant: (given) => grant(channel, given),
    close: () => channel.close(),
    closed,
  };
}

async function grant(channel: LineChannel, given: Omit<JoinGrant, 'kind'>): Promise<Result<void>> {
  const { ca, certificates, peerId } = given;
  channel.write({ kind: 'joinGrant', ca, certificates: certificates.map((one) => ({ ...one })), peerId });
  const answer = await channel.read(joinWaiterMessage, joinLineMsMax);
  channel.close();
  if (!answer.ok) return answer;
  if (answer.value.kind === 'joinRefused') return refuse(refusedBy(answer.value.problem.message));
  return answer.value.kind === 'joined'
    ? succeed(undefined)
    : refuse(problem('InvalidInput', 'It has not joined.'));
}

function refusedBy(why: string): Problem {
  return problem('JoinRefused', `The program that waits refuses the join: ${why}`);
}

function unreachable(address: string, why: string): Problem {
  return problem('AgentUnreachable', `Nobody can be reached at ${address}: ${why}.`);
}
