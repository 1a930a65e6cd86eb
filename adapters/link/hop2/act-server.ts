import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Clock,
  type Log,
  type Problem,
  ProblemError,
  problem,
  type Result,
  refuse,
  succeed,
} from '@interlock/base';
import {
  type ActHandlers,
  type ActRefusal,
  actsPath,
  type EventStreamHandler,
  eventsAct,
  problemsPerAnswerMax,
} from '@interlock/node-api';
import { bearerOf, tokenIdOf } from '../hop-tokens.ts';
import { httpStatus } from '../http-status.ts';
import { listen } from '../listen.ts';
import { type SecureServer, secureServer } from '../secure-server.ts';
import type { BorderRefusal, PeerCheck, ProvedPeer, TlsMaterial, VerifyToken } from '../security.ts';
import { answerAct } from './answer-act.ts';
import { answerEvents } from './answer-events.ts';

/** What the Controller's server of hop 2 needs. */
export interface ActServerOptions {
  /** Where to listen, `host:port`. */
  readonly address: string;
  readonly tls: () => TlsMaterial;
  /** Accepts the Cockpit's node certificate alone. */
  readonly peers: PeerCheck;
  readonly verifyToken: VerifyToken;
  readonly handlers: ActHandlers;
  readonly events: EventStreamHandler;
  readonly clock: Clock;
  /** Hears of each refusal at the border. */
  readonly refused: (refusal: BorderRefusal) => void;
  /** Told of each handshake, done or refused. */
  readonly tlsLog?: Log;
  /** Hears of what a handler threw. */
  readonly fault: (error: unknown, act: string) => void;
  /** Milliseconds between two heartbeats of the event stream; default 5 000. */
  readonly heartbeatMs?: number;
}

/** A listening server of hop 2. */
export interface ActServer extends Pick<SecureServer, 'cut' | 'renew' | 'close'> {
  /** The address that it got. */
  readonly address: string;
}

/** Listens for the Cockpit: `POST /controller/api/<act>` and the event stream. */
export async function serveActs(options: ActServerOptions): Promise<Result<ActServer>> {
  const { tlsLog } = options;
  const handshakes = tlsLog === undefined ? undefined : ({ hop: 2, log: tlsLog } as const);
  const secure = secureServer(options.tls, options.peers, handshakes);
  secure.server.on('request', (request, response) => void answer(request, response, secure, options));
  secure.server.on('checkContinue', (_request, response) =>
    response.writeHead(417, { connection: 'close' }).end(),
  );
  secure.server.on('upgrade', (_request, socket) => socket.destroy());
  const address = await listen(secure.server, options.address);
  return address.ok ? succeed({ ...secure, address: address.value }) : address;
}

/** One request on its way through the border. */
export interface Incoming {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly act: string;
  readonly url: URL;
  readonly peer: ProvedPeer;
  readonly token: string;
  /** Ends when the other side has gone away. */
  readonly gone: AbortSignal;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  secure: SecureServer,
  options: ActServerOptions,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.on('error', () => response.destroy());
  const entered = enter(request, response, secure, gone.signal);
  const act = entered.ok ? entered.value.act : 'unknown';
  try {
    const answered = entered.ok ? await run(entered.value, options) : entered;
    if (answered.ok) return;
    if (response.headersSent) return void response.destroy();
    report(request, answered.problem, entered.ok ? entered.value : undefined, options);
    sendProblem(request, response, answered.problem);
  } catch (error) {
    if (gone.signal.aborted || response.headersSent) return void response.destroy();
    if (!(error instanceof ProblemError)) options.fault(error, act);
    sendProblem(request, response, error instanceof ProblemError ? error.problem : problem('Internal'));
  }
}

// The order counts: who is not proved learns nothing, not even which acts there are.
function enter(
  request: IncomingMessage,
  response: ServerResponse,
  secure: SecureServer,
  gone: AbortSignal,
): Result<Incoming> {
  const peer = secure.peerOf(request.socket);
  if (!peer.ok) return peer;
  const url = URL.parse(request.url ?? '', 'https://controller');
  if (url === null || !url.pathname.startsWith(actsPath)) return refuse(problem('UnknownObject'));
  const act = url.pathname.slice(actsPath.length);
  const token = bearerOf(request.headers.authorization);
  if (token === undefined) return refuse(problem('HopTokenRefused', 'A hop token is needed here.'));
  return succeed({ request, response, act, url, peer: peer.value, token, gone });
}

function run(incoming: Incoming, options: ActServerOptions): Promise<Result<void, ActRefusal>> {
  const isEvents = incoming.act === eventsAct && incoming.request.method === 'GET';
  return isEvents ? answerEvents(incoming, options) : answerAct(incoming, options);
}

function report(
  request: IncomingMessage,
  refusal: Problem,
  incoming: Incoming | undefined,
  options: ActServerOptions,
): void {
  options.refused({
    hop: 2,
    act: incoming?.act.slice(0, 100) ?? 'unknown',
    problem: refusal,
    remoteAddress: request.socket.remoteAddress ?? '',
    ...(incoming === undefined ? {} : { peerId: incoming.peer.id }),
    ...tokenIdOf(bearerOf(request.headers.authorization)),
  });
}

/** Sends a body as JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
}

// A body that was not read to its end would be taken for the next request: the connection ends with the refusal.
function sendProblem(request: IncomingMessage, response: ServerResponse, refusal: ActRefusal): void {
  if (!request.complete) response.setHeader('connection', 'close');
  const { problems, ...first } = refusal;
  const all = problems === undefined ? {} : { problems: problems.slice(0, problemsPerAnswerMax) };
  sendJson(response, httpStatus(refusal), { problem: first, ...all });
}
