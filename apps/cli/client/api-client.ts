import { readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { exitCodes } from '../exit-codes.ts';
import { CliFault, notLoggedIn } from './cli-fault.ts';

/** The largest answer that is read, in bytes. */
const answerBytesMax = 64 * 1024 * 1024;

/** How long one call may take, in milliseconds; a call that waits for news answers within 30 s. */
const callMilliseconds = 60_000;

/** An answer of the Cockpit. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** Where the Cockpit is, and what proves who asks. */
export interface ApiTarget {
  readonly url: string;
  readonly token?: string;
  readonly caFile?: string;
}

/** Calls `/joc/api<path>` and gives the answer, whatever its status. Redirects are not followed. */
export function send(
  target: ApiTarget,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<ApiAnswer> {
  const url = new URL(`/joc/api${path}`, target.url);
  const payload = JSON.stringify(body);
  const options = {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(payload),
      ...(target.token === undefined ? {} : { 'x-access-token': target.token }),
      ...headers,
    },
    signal: AbortSignal.timeout(callMilliseconds),
    ...(target.caFile === undefined ? {} : { ca: readFileSync(target.caFile) }),
  };
  return new Promise((resolve, reject) => {
    const call = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (answer) => {
      readBody(answer).then(
        (text) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: parse(text) }),
        reject,
      );
    });
    call.once('error', (error: NodeJS.ErrnoException) => reject(unreachable(url, error)));
    call.end(payload);
  });
}

function readBody(answer: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    answer.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > answerBytesMax) answer.destroy(new Error('the answer is too large'));
      else chunks.push(chunk);
    });
    answer.once('error', reject);
    answer.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function unreachable(url: URL, error: NodeJS.ErrnoException): CliFault {
  const certificate = /CERT|SELF_SIGNED|ISSUER|VERIFY/.test(error.code ?? '');
  const what = certificate
    ? `its certificate is not trusted here (${error.code}); name the root with --ca FILE (npx interlock ca trust writes it)`
    : (error.code ?? error.message);
  return new CliFault(exitCodes.unreachable, `The Cockpit at ${url.origin} can not be reached: ${what}.`);
}

/** Calls and gives the body of a 200; anything else becomes a {@link CliFault} in words. */
export async function call<T>(target: ApiTarget, path: string, body: unknown): Promise<T> {
  const answer = await send(target, path, body);
  if (answer.status === 200) return answer.body as T;
  throw faultOf(answer);
}

interface RefusalBody {
  readonly error?: { readonly code?: string; readonly message?: string; readonly problem?: string };
  readonly errors?: readonly { readonly code?: string; readonly message?: string; readonly path?: string }[];
  readonly message?: string;
  readonly reference?: string;
}

function faultOf({ status, body, headers }: ApiAnswer): CliFault {
  const refusal: RefusalBody = typeof body === 'object' && body !== null ? body : {};
  if (status === 440) return notLoggedIn();
  if (status === 401) return new CliFault(exitCodes.refused, refusal.message || 'Access denied');
  if (status === 403)
    return new CliFault(
      exitCodes.refused,
      refusal.message || 'The account lacks the permission.',
      refusal.reference,
    );
  if (status === 429)
    return new CliFault(exitCodes.refused, `Too many tries; again in ${headers['retry-after'] ?? 'some'} s.`);
  if (status === 434)
    return new CliFault(
      exitCodes.unreachable,
      refusal.error?.message ?? 'The Controller can not be reached.',
    );
  const several = refusal.errors
    ?.map((error) => `${error.path === undefined ? '' : `${error.path}: `}${error.message}`)
    .join('\n');
  const text = several ?? refusal.error?.message ?? `The Cockpit answered with status ${status}.`;
  const { code, problem } = refusal.error ?? {};
  const isAbsent = code === 'JOC-400' || problem?.startsWith('Unknown') === true;
  if (refusal.errors?.some((error) => error.code === 'JOC-401') === true)
    return new CliFault(exitCodes.refused, text, refusal.reference);
  return new CliFault(isAbsent ? exitCodes.notFound : exitCodes.failed, text);
}
