import type { IncomingMessage } from 'node:http';
import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import {
  type AgentCommand,
  type AgentConnection,
  type AgentDialler,
  agentMessage,
  checkShape,
  connectAct,
  messageBytesMax,
  parseWireJson,
  problemAnswer,
} from '@interlock/node-api';
import { WebSocket } from 'ws';
import { bodyDigest } from '../body-digest.ts';
import { dialProved, type ProvedSocket } from '../dial-proved.ts';
import { readBody } from '../hop2/read-body.ts';
import type { PeerCheck, SignToken, TlsMaterial } from '../security.ts';
import { agentLinkPath } from './agent-link-path.ts';
import { commandClaims } from './command-claims.ts';
import { commandDigest } from './command-digest.ts';
import { messageConnection } from './message-connection.ts';

/** What the Controller's dialler of hop 3 needs. */
export interface AgentLinkDiallerOptions {
  readonly tls: () => TlsMaterial;
  /** Accepts the server certificate of this one Agent. */
  readonly peersOf: (agentId: string) => PeerCheck;
  readonly signToken: SignToken;
  /** How long it may take until a connection stands, in milliseconds; default 10 000. */
  readonly dialMsMax?: number;
  /** Milliseconds between two pings; default 10 000. */
  readonly pingMs?: number;
  /** Milliseconds of silence after which a connection is cut; default 30 000. */
  readonly silenceMs?: number;
}

/** The dialler, with the means to cut. */
export interface AgentLinkDialler extends AgentDialler {
  /** Cuts all open connections to one certificate. */
  cut(thumbprint: string, reason: string): void;
}

/** Makes the dialler; it keeps no connection open by itself. */
export function agentLinkDialler(options: AgentLinkDiallerOptions): AgentLinkDialler {
  const open = new Set<AgentConnection>();
  return {
    commandToken: (agentId, body) => options.signToken(commandTokenRequest(agentId, body)),
    dial: async (target, signal) => {
      const connection = await dial(target, options, signal);
      if (connection.ok) keep(open, connection.value);
      return connection;
    },
    cut: (thumbprint, reason) => {
      for (const connection of open) if (connection.thumbprint === thumbprint) connection.close(reason);
    },
  };
}

function commandTokenRequest(agentId: string, body: AgentCommand): Parameters<SignToken>[0] {
  return {
    audience: agentId,
    act: body.kind,
    bodyDigest: commandDigest(body),
    ...commandClaims(body),
  };
}

function keep(open: Set<AgentConnection>, connection: AgentConnection): void {
  open.add(connection);
  void connection.closed.then(() => open.delete(connection));
}

async function dial(
  target: { readonly agentId: string; readonly address: string },
  options: AgentLinkDiallerOptions,
  signal: AbortSignal,
): Promise<Result<AgentConnection>> {
  const timeoutMs = options.dialMsMax ?? 10_000;
  const peers = options.peersOf(target.agentId);
  const ends = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const dialled = await dialProved({ address: target.address, tls: options.tls, peers, timeoutMs }, ends);
  if (!dialled.ok) return refuse(asAgent(dialled.problem));
  const { agentId } = target;
  const token = options.signToken({ audience: agentId, act: connectAct, bodyDigest: bodyDigest('') });
  if (!token.ok) dialled.value.socket.destroy();
  if (!token.ok) return token;
  const opened = await upgrade(dialled.value, token.value, ends);
  if (!opened.ok) return opened;
  return succeed(
    messageConnection(opened.value, { ...options, peers, peer: dialled.value.peer, shape: agentMessage }),
  );
}

function upgrade({ socket }: ProvedSocket, token: string, ends: AbortSignal): Promise<Result<WebSocket>> {
  const { promise, resolve } = Promise.withResolvers<Result<WebSocket>>();
  const webSocket = new WebSocket(`wss://agent${agentLinkPath}`, {
    createConnection: () => socket,
    headers: { authorization: `Bearer ${token}` },
    perMessageDeflate: false,
    maxPayload: messageBytesMax,
    followRedirects: false,
  });
  const aborted = (): void => webSocket.terminate();
  ends.addEventListener('abort', aborted, { once: true });
  webSocket.on('error', (error) => resolve(refuse(unreachable(error.message))));
  webSocket.once('open', () => resolve(succeed(webSocket)));
  webSocket.once('unexpected-response', (_request, response) => {
    void refusalOf(response).then((refusal) => {
      resolve(refuse(refusal));
      socket.destroy();
    });
  });
  if (ends.aborted) aborted();
  return promise.finally(() => ends.removeEventListener('abort', aborted));
}

async function refusalOf(response: IncomingMessage): Promise<Problem> {
  try {
    const body = await readBody(response, 64 * 1024);
    const parsed = body.ok ? parseWireJson(body.value.toString('utf8')) : body;
    const shaped = parsed.ok ? checkShape(problemAnswer, parsed.value) : parsed;
    const why = shaped.ok ? shaped.value.problem.message : `status ${response.statusCode}`;
    return problem('HopTokenRefused', `The Agent refuses the connection: ${why}`);
  } catch {
    return unreachable('it closed the connection');
  }
}

function asAgent(refusal: Problem): Problem {
  return refusal.code === 'ControllerUnreachable' ? { ...refusal, code: 'AgentUnreachable' } : refusal;
}

function unreachable(why: string): Problem {
  return problem('AgentUnreachable', `The Agent can not be reached: ${why}.`);
}
