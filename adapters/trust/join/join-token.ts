import {
  base64url,
  canonicalJson,
  fromBase64url,
  problem,
  type RandomBytes,
  type Result,
  refuse,
  Secret,
  succeed,
} from '@interlock/base';

/** What a join token says (semantics §4.6). */
export interface JoinToken {
  readonly role: 'controller' | 'agent';
  /** The id of the program that is to join. */
  readonly id: string;
  /** 256 random bits; both sides prove that they know them. */
  readonly secret: Secret<Uint8Array>;
  /** The thumb-print of the CA's certificate, by which the program knows its CA. */
  readonly fingerprint: string;
  /** Where the program is dialled, `host:port`; absent where that is known without. */
  readonly address?: string;
  readonly expiresAtMs: number;
}

const prefix = 'interlock-join-1.';
const tokenLengthMax = 1_024;

/** Makes a join token: one line without white space, fit to be passed on by a pipe, a file or a person. */
export function createJoinToken(token: Omit<JoinToken, 'secret'>, randomBytes: RandomBytes): Secret {
  return printJoinToken({ ...token, secret: new Secret(randomBytes(32)) });
}

function printJoinToken({ secret, ...rest }: JoinToken): Secret {
  const { role, id, fingerprint, address, expiresAtMs } = rest;
  const text = canonicalJson({
    role,
    id,
    fingerprint,
    address,
    expiresAtMs,
    secret: base64url(secret.reveal()),
  });
  return new Secret(`${prefix}${base64url(Buffer.from(text))}`);
}

/** Reads a join token. Whether it has expired, the caller decides by `expiresAtMs`. */
export function parseJoinToken(text: Secret): Result<JoinToken> {
  const token = tokenOf(text.reveal());
  return token === undefined || printJoinToken(token).reveal() !== text.reveal()
    ? refuse(problem('JoinRefused', 'The join token is not whole: was it cut when it was copied?'))
    : succeed(token);
}

function tokenOf(text: string): JoinToken | undefined {
  if (text.length > tokenLengthMax || !text.startsWith(prefix)) return undefined;
  const bytes = fromBase64url(text.slice(prefix.length));
  const value = bytes === undefined ? undefined : parseJson(Buffer.from(bytes).toString());
  if (typeof value !== 'object' || value === null) return undefined;
  return fieldsOf(value as Readonly<Record<string, unknown>>);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: Readonly<Record<string, unknown>>): JoinToken | undefined {
  const { role, id, fingerprint, address, expiresAtMs } = value;
  const secret = typeof value.secret === 'string' ? fromBase64url(value.secret) : undefined;
  if (role !== 'controller' && role !== 'agent') return undefined;
  if (typeof id !== 'string' || typeof fingerprint !== 'string') return undefined;
  if (typeof expiresAtMs !== 'number' || secret?.length !== 32) return undefined;
  const shared: JoinToken = { role, id, fingerprint, expiresAtMs, secret: new Secret(secret) };
  if (address === undefined) return shared;
  return typeof address === 'string' ? { ...shared, address } : undefined;
}
