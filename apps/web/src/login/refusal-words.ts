import type { RefusalFacts } from '../api/refusal.ts';

/** The words of a refused login, from the catalogue. */
export interface LoginWords {
  readonly refused: string;
  readonly throttled: string;
  readonly wait_one: string;
  readonly wait_other: string;
  readonly unreachable: string;
  readonly otherAddress: string;
  readonly failed: string;
  readonly reference: string;
}

/** What the page says. All refusals of an account or a password have one text (semantics §1.7). */
export function refusalWords(facts: RefusalFacts, words: LoginWords): string {
  const what = whatHappened(facts, words);
  return facts.reference === undefined
    ? what
    : `${what}\n${words.reference.replace('{{reference}}', facts.reference)}`;
}

function whatHappened(facts: RefusalFacts, words: LoginWords): string {
  if (facts.status === 401) return words.refused;
  if (facts.status === 0) return words.unreachable;
  if (facts.code === 'CrossSiteRefused') return words.otherAddress;
  if (facts.status !== 429) return facts.message || words.failed;
  const seconds = Math.ceil(facts.retryAfterSeconds ?? 0);
  if (seconds <= 0) return words.throttled;
  const wait = seconds === 1 ? words.wait_one : words.wait_other;
  return `${words.throttled} ${wait.replace('{{count}}', String(seconds))}`;
}
