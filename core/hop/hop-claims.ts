import type { Json } from '@interlock/base';

/** A folder that a decision covers; recursive: with all below. */
export interface HopFolder {
  readonly folder: string;
  readonly recursive: boolean;
}

/** What a hop token says (semantics §4.3). */
export interface HopClaims {
  /** The id of the sender. */
  readonly iss: string;
  /** The id of the receiver; one, never a list. */
  readonly aud: string;
  /** When it was made: seconds since 1970 with milliseconds as fraction (RFC 7519 NumericDate). */
  readonly iat: number;
  /** When it ends: at most {@link hopTokenLifeMs} after it was made. */
  readonly exp: number;
  /** 128 random bits in base64url; accepted once. */
  readonly jti: string;
  /** The action of the node API. */
  readonly act: string;
  /** SHA-256 of the body in base64url. */
  readonly bd: string;
  /** The account key, or `schedule:<path>`; the sender's own id where it acts for itself. */
  readonly sub: string;
  /** The permission that was decided; absent where the action has none. */
  readonly perm?: string;
  /** The folders that the decision covers; absent: none. */
  readonly folders?: readonly HopFolder[];
  /** Hop 3: the order for which it was made. */
  readonly order?: string;
  /** Hop 3: the job for which it was made. */
  readonly job?: string;
}

/** How long a hop token may live, in milliseconds. */
export const hopTokenLifeMs = 60_000;

/** By how much the clocks of sender and receiver may differ, in milliseconds. */
export const hopSkewMsMax = 30_000;

/** The longest hop token, in bytes. */
export const hopTokenBytesMax = 4_096;

const textsAlways = ['iss', 'aud', 'jti', 'act', 'bd', 'sub'] as const;
const textsSometimes = ['perm', 'order', 'job'] as const;
const members = new Set<string>([...textsAlways, ...textsSometimes, 'iat', 'exp', 'folders']);

/** Whether a value has the members of a hop token's claims, of the right types, and no others. */
export function isHopClaims(value: unknown): value is HopClaims {
  if (!isObject(value)) return false;
  return (
    Object.keys(value).every((key) => members.has(key)) &&
    textsAlways.every((key) => isText(value[key])) &&
    textsSometimes.every((key) => value[key] === undefined || isText(value[key])) &&
    isTime(value.iat) &&
    isTime(value.exp) &&
    /^[A-Za-z0-9_-]{22,64}$/.test(String(value.jti)) &&
    /^[A-Za-z0-9_-]{43}$/.test(String(value.bd)) &&
    (value.folders === undefined || isFolders(value.folders))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.isWellFormed() && !/\p{Cc}/u.test(value);
}

function isTime(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value < 1e11;
}

function isFolders(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (one: unknown) =>
        isObject(one) &&
        Object.keys(one).length === 2 &&
        isText(one.folder) &&
        typeof one.recursive === 'boolean',
    )
  );
}
