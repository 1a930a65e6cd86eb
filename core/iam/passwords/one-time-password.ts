import { type RandomBytes, Secret } from '@interlock/base';

// Without letters and digits that look alike: 32 characters, so five bits each, and no chance is favoured.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789+';
const groups = 5;
const groupLength = 5;

/**
 * Makes a password to be printed once and changed at the first login: five groups of five characters joined by
 * hyphens, 125 random bits, such as `k7m2x-…`.
 */
export function oneTimePassword(random: RandomBytes): Secret {
  const bytes = random(groups * groupLength);
  if (bytes.length < groups * groupLength) throw new TypeError('the source of randomness gave too few bytes');
  const characters = Array.from(bytes, (byte) => alphabet.charAt(byte & 31));
  const parts = Array.from({ length: groups }, (_, at) =>
    characters.slice(at * groupLength, (at + 1) * groupLength).join(''),
  );
  return new Secret(parts.join('-'));
}
