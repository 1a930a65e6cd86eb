import type { RandomBytes } from '@interlock/base';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Makes the id of an installation: a DNS label of 16 characters with 80 random bits (semantics §4.1). */
export function createInstallationId(randomBytes: RandomBytes): string {
  return Array.from(randomBytes(16), (byte) => alphabet.charAt(byte & 31)).join('');
}

/** Whether a text is the id of an installation. */
export function isInstallationId(text: string): boolean {
  return /^[a-z2-7]{16}$/.test(text);
}
