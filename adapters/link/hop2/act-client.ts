import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { type Log, type Problem, ProblemError, problem, type Result, refuse, succeed } from '@interlock/base';
import {
  type ActInput,
  type ActName,
  type ActRefusal,
  type ActResponse,
  acts,
  actsPath,
  type ControllerClient,
  checkShape,
  eventsAct,
  type OnBehalf,
  parseWireJson,
  problemAnswer,
  requestBytesMax,
  responseBytesMax,
  type StreamLine,
  streamSilenceSecondsMax,
} from '@interlock/node-api';
import { bodyDigest } from '../body-digest.ts';
import type { PeerCheck, SignToken, TlsMaterial } from '../security.ts';
import { type ProvedPool, provedPool } from './proved-pool.ts';
import { readBody } from './read-body.ts';
import { readLines } from './read-lines.ts';

/** What the Cockpit's client of hop 2 needs; one client for each Controller. */
export interface ActClientOptions {
  readonly controllerId: string;
  /** Where the Controller listens, `host:port`. */
  readonly address: string;
  readonly tls: () => TlsMaterial;
  /** Accepts the server certificate of this Controller alone. */
  readonly peers: PeerCheck;
  readonly signToken: SignToken;
  /** How long one act may take, in milliseconds; default 30 000. */
  readonly callMsMax?: number;
  /** How long the event stream may be silent, in milliseconds; default 20 000. */
  readonly silenceMsMax?: number;
  /** Told of each handshake, done or refused. */
  readonly tlsLog?: Log;
}

interface Wiring extends ActClientOptions {
  readonly pool: ProvedPool;
}

/** Opens a client; it dials at the first call. */
export function openActClient(options: ActClientOptions): ControllerClient {
  const { tlsLog } = options;
  const handshakes = tlsLog === undefined ? {} : { handshakes: { hop: 2, log: tlsLog } as const };
  const pool = provedPool({ ...options, ...handshakes, timeoutMs: 10_000 });
  const wiring = { ...options, pool };
  return {
    call: (act, body, onBehalf, signal) => call(wiring, act, body, onBehalf, signal),
    events: (after, signal) => openEvents(wiring, after, signal),
    close: async () => pool.close(),
  };
}

async function call<A extends ActName>(
  wiring: Wiring,
  act: A,
  input: ActInput<A>,
  onBehalf: OnBehalf,
  signal: AbortSignal,
): Promise<Result<ActResponse<A>, ActRefusal>> {
  const body = Buffer.from(JSON.stringify(input));
  if (body.length > requestBytesMax) return refuse(problem('TooLarge'));
  const ends = AbortSignal.any([signal, AbortSignal.timeout(wiring.callMsMax ?? 30_000)]);
  const answered = await exchange(
    wiring,
    { method: 'POST', act, path: act, body, onBehalf },
    ends,
    readAnswer,
  );
  if (!answered.ok) return answered;
  const shaped = checkShape(acts[act].response, answered.value);
  // The table gave the schema: its output is this act's answer.
  return shaped.ok ? succeed(shaped.value as ActResponse<A>) : refuse(unreadable(shaped.problem.message));
}

async function openEvents(
  wiring: Wiring,
  after: number,
  signal: AbortSignal,
): Promise<Result<AsyncIterable<readonly StreamLine[]>>> {
  const silenceMsMax = wiring.silenceMsMax ?? streamSilenceSecondsMax * 1_000;
  const call: Call = {
    method: 'GET',
    act: eventsAct,
    path: `${eventsAct}?after=${after}`,
    body: Buffer.alloc(0),
    onBehalf: {},
  };
  return exchange(wiring, call, signal, async (response) => succeed(readLines(response, silenceMsMax)));
}

interface Call {
  readonly method: 'POST' | 'GET';
  readonly act: string;
  readonly path: string;
  readonly body: Buffer;
  readonly onBehalf: OnBehalf;
}

// A Controller that has just started takes no token from before its start, and has done nothing: a fresh one is right.
async function exchange<T>(...asked: Parameters<typeof exchangeOnce<T>>): Promise<Result<T, ActRefusal>> {
  const answered = await exchangeOnce(...asked);
  const isTooOld =
    !answered.ok && answered.problem.code === 'HopTokenRefused' && answered.problem.field === 'iat';
  return isTooOld ? exchangeOnce(...asked) : answered;
}

async function exchangeOnce<T>(
  wiring: Wiring,
  wanted: Call,
  signal: AbortSignal,
  read: (response: IncomingMessage) => Promise<Result<T>>,
): Promise<Result<T, ActRefusal>> {
  wiring.pool.recheck();
  try {
    const token = wiring.signToken({
      audience: wiring.controllerId,
      act: wanted.act,
      bodyDigest: bodyDigest(wanted.body),
      ...wanted.onBehalf,
    });
    if (!token.ok) return token;
    const response = await send(requestOptions(wiring, wanted, token.value), wanted.body, signal);
    return response.statusCode === 200 ? await read(response) : await readProblem(response);
  } catch (error) {
    return refuse(error instanceof ProblemError ? error.problem : unreachable(wiring, error));
  }
}

function requestOptions(wiring: Wiring, wanted: Call, token: string): RequestOptions {
  return {
    agent: wiring.pool.agent,
    host: 'controller',
    method: wanted.method,
    path: `${actsPath}${wanted.path}`,
    headers: {
      authorization: `Bearer ${token}`,
      ...(wanted.method === 'GET'
        ? {}
        : { 'content-type': 'application/json', 'content-length': wanted.body.length }),
    },
    maxHeaderSize: 16 * 1024,
  };
}

function send(options: RequestOptions, body: Buffer, signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const sending = request(options, (response) => {
    // Kept for the whole life of the response: an error after its end must not stop the program.
    response.on('error', () => response.destroy());
    resolve(response);
  });
  // Not the request's own `signal`: while the connection is still being made it would say nothing.
  const aborted = (): void => {
    sending.destroy();
    reject(signal.reason);
  };
  signal.addEventListener('abort', aborted, { once: true });
  sending.once('close', () => signal.removeEventListener('abort', aborted));
  sending.on('error', reject);
  if (signal.aborted) aborted();
  else sending.end(body);
  return promise;
}

async function readAnswer(response: IncomingMessage): Promise<Result<unknown>> {
  const body = await readBody(response, responseBytesMax);
  if (!body.ok) response.destroy();
  if (!body.ok) return refuse(unreadable('it is too large'));
  const parsed = parseWireJson(body.value.toString('utf8'));
  return parsed.ok ? parsed : refuse(unreadable(parsed.problem.message));
}

async function readProblem(response: IncomingMessage): Promise<Result<never, ActRefusal>> {
  const answer = await readAnswer(response);
  const shaped = answer.ok ? checkShape(problemAnswer, answer.value) : answer;
  if (!shaped.ok) return refuse(unreadable(`status ${response.statusCode}`));
  const { problem: first, problems } = shaped.value;
  return refuse(problems === undefined ? first : { ...first, problems });
}

function unreachable(wiring: Wiring, error: unknown): Problem {
  const why = error instanceof Error ? error.message : String(error);
  return problem(
    'ControllerUnreachable',
    `The Controller ${wiring.controllerId} at ${wiring.address} did not answer: ${why}.`,
  );
}

function unreadable(why: string): Problem {
  return problem('ControllerUnreachable', `The Controller's answer can not be read: ${why}.`);
}
