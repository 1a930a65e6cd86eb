import { createCipheriv, createDecipheriv } from 'node:crypto';
import {
  base64url,
  fromBase64url,
  problem,
  type RandomBytes,
  type Result,
  refuse,
  Secret,
  succeed,
} from '@interlock/base';
import type { SealingKey } from './sealing-key.ts';

/** Seals small secrets for the database: AES-256-GCM, with a key that is not in it (semantics §7.1). */
export interface SecretSealer {
  /**
   * @param place names table, row and column, and has to be the same when it is opened: a sealed text that was moved
   * elsewhere does not open there.
   */
  seal(secret: Secret, place: string): string;
  /** Refused where the text was changed or moved, or its key is not there. */
  open(sealed: string, place: string): Result<Secret>;
  /** Whether a text was sealed with an older key, and should be sealed again. */
  isOutdated(sealed: string): boolean;
}

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Makes a sealer and tries it: it seals and opens a sample with each key.
 *
 * @param keys the first one seals, all open.
 */
export function secretSealer(keys: readonly SealingKey[], randomBytes: RandomBytes): Result<SecretSealer> {
  const [current] = keys;
  if (current === undefined) return refuse(problem('KeyUnusable', 'There is no sealing key.'));
  if (!keys.every((key) => isSound(key, randomBytes)))
    return refuse(problem('KeyUnusable', 'A sealing key does not open what it sealed.'));
  return succeed({
    seal: (secret, place) => seal(current, secret, place, randomBytes),
    open: (sealed, place) => openWith(keys, sealed, place),
    isOutdated: (sealed) => !sealed.startsWith(headOf(current)),
  });
}

function isSound(key: SealingKey, randomBytes: RandomBytes): boolean {
  const sample = base64url(randomBytes(16));
  const opened = openWith([key], seal(key, new Secret(sample), 'self-test', randomBytes), 'self-test');
  return opened.ok && opened.value.reveal() === sample;
}

function seal(key: SealingKey, secret: Secret, place: string, randomBytes: RandomBytes): string {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key.key.reveal(), nonce);
  sealing.setAAD(boundTo(key, place));
  const text = Buffer.concat([sealing.update(secret.reveal(), 'utf8'), sealing.final()]);
  return headOf(key) + base64url(Buffer.concat([nonce, text, sealing.getAuthTag()]));
}

function openWith(keys: readonly SealingKey[], sealed: string, place: string): Result<Secret> {
  const key = keys.find((one) => sealed.startsWith(headOf(one)));
  if (key === undefined) return refused('it was sealed with a key that is not there');
  const bytes = fromBase64url(sealed.slice(headOf(key).length));
  if (bytes === undefined || bytes.length < nonceBytes + tagBytes) return refused('it is not whole');
  const opening = createDecipheriv(cipher, key.key.reveal(), bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  opening.setAAD(boundTo(key, place));
  opening.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const text = opening.update(bytes.subarray(nonceBytes, -tagBytes));
    return succeed(new Secret(Buffer.concat([text, opening.final()]).toString()));
  } catch {
    return refused('it was changed, or moved here from another place');
  }
}

function headOf({ id }: SealingKey): string {
  return `sealed-1.${id}.`;
}

function boundTo(key: SealingKey, place: string): Uint8Array {
  return Buffer.from(`${headOf(key)}\n${place}`);
}

function refused(why: string): Result<never> {
  return refuse(problem('KeyUnusable', `A sealed secret can not be opened: ${why}.`));
}
