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
import { sha256 } from '../digests.ts';
import { readSecretFile } from '../files/read-secret-file.ts';
import { writeDurably } from '../files/write-durably.ts';

/** A key that seals secrets in the database: 256 bits for AES-256-GCM. */
export interface SealingKey {
  /** Names the key in what it sealed; it follows from the key, and tells nothing about it. */
  readonly id: string;
  readonly key: Secret<Uint8Array>;
}

const prefix = 'interlock-sealing-key-1.';

/**
 * Makes a key and stores it, mode 0600, before those that the file holds already: the first one seals, the others
 * still open what they sealed.
 *
 * @returns all keys, read back from the file.
 */
export async function addSealingKey(
  file: string,
  randomBytes: RandomBytes,
): Promise<Result<readonly SealingKey[]>> {
  const held = await loadSealingKeys(file);
  if (!held.ok) return held;
  const keys = [new Secret(randomBytes(32)), ...(held.value ?? []).map(({ key }) => key)];
  await writeDurably(file, keys.map((key) => `${prefix}${base64url(key.reveal())}\n`).join(''));
  const readBack = await loadSealingKeys(file);
  return readBack.ok ? succeed(readBack.value ?? []) : readBack;
}

/** Reads the keys, the one that seals first; undefined where there is no such file. */
export async function loadSealingKeys(file: string): Promise<Result<readonly SealingKey[] | undefined>> {
  const content = await readSecretFile(file);
  if (!content.ok) return content;
  if (content.value === undefined) return succeed(undefined);
  const keys = content.value
    .reveal()
    .split('\n')
    .filter((line) => line !== '')
    .map(keyOf);
  if (keys.length === 0 || !keys.every((key) => key !== undefined))
    return refuse(problem('KeyUnusable', `The file ${file} does not hold sealing keys, one in each line.`));
  return succeed(keys);
}

function keyOf(line: string): SealingKey | undefined {
  const bytes = line.startsWith(prefix) ? fromBase64url(line.slice(prefix.length)) : undefined;
  if (bytes?.length !== 32) return undefined;
  const id = base64url(sha256(Buffer.concat([Buffer.from('interlock sealing key id\n'), bytes]))).slice(
    0,
    16,
  );
  return { id, key: new Secret(bytes) };
}
