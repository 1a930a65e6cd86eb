import { eventWords } from '../audit/audit-words.ts';
import { text } from '../texts/identity-text.ts';

/** The reasons of refused logins and of services that did not let somebody in, as the Cockpit names them. */
const known = [
  'serviceNotNameable',
  'notVerified',
  'unavailable',
  'accountsDiffer',
  'secondFactorMissing',
  'secondFactorRefused',
  'proofOutdated',
  'blocked',
  'disabled',
  'noRole',
  'lockedOut',
  'tooManyWaiting',
  'wrongPassword',
  'emptyPassword',
  'passwordExpired',
  'certificateRefused',
  'tokenRefused',
  'ambiguousAccount',
  'challengeFailed',
  'unreachable',
  'timedOut',
  'misconfigured',
  'noAdapter',
  'overloaded',
  'none',
] as const;

/** A reason in words; one that this page does not know is shown by its name. */
export function reasonWords(reason: string): string {
  const word = known.find((one) => one === reason);
  return word === undefined ? eventWords(reason) : text(`loginReason.${word}`);
}
