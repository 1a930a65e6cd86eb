import type { LeakedPasswords } from '@interlock/iam';
import { dictionary } from '@zxcvbn-ts/language-common';

/** Shorter ones are refused by length in any case. */
const lengthMin = 4;

/**
 * The list of common and leaked passwords that comes with the program, in lower case: about 49 000. It works without
 * a network, and no password or hash of one ever leaves the machine.
 */
export function leakedPasswords(): LeakedPasswords {
  const listed = new Set(dictionary['passwords-common'].filter((password) => password.length >= lengthMin));
  return (folded) => listed.has(folded);
}
