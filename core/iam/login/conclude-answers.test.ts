import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aService, named } from '../../../testing/conformance/iam-samples.ts';
import type { AuthenticationStep } from '../identity-services/authentication-step.ts';
import type { ServiceChoice } from './choose-services.ts';
import { concludeAnswers, countsAsFailure, endsSearch, type ServiceAnswer } from './conclude-answers.ts';

const steps: Readonly<Record<string, AuthenticationStep>> = {
  ada: verified('ada'),
  Ada: {
    ...verified('ada'),
    identity: { ...verified('ada').identity, accountName: 'Ada' as ReturnType<typeof named> },
  },
  bob: verified('bob'),
  challenge: { kind: 'challenge', challenge: { id: 'c', kind: 'webauthn', request: {}, endsAtMs: 1 } },
  notMine: { kind: 'notMine' },
  rejected: { kind: 'rejected', reason: 'wrongPassword' },
  unavailable: { kind: 'unavailable', reason: 'unreachable' },
  overloaded: { kind: 'unavailable', reason: 'overloaded', retryAfterSeconds: 3 },
};

function verified(name: string) {
  return {
    kind: 'verified',
    identity: { subject: `s-${name}`, accountName: named(name), groups: [], methods: ['pwd'] },
  } as const;
}

/** Runs the search as the flow does: what comes after its end is never asked. */
function search(kind: 'named' | 'optional' | 'required', script: readonly string[]) {
  const services = script.map((_, index) => aService(`s${index}`));
  const choice = { kind, services } as ServiceChoice;
  const answers: ServiceAnswer[] = [];
  for (const [index, service] of services.entries()) {
    const step = steps[script[index] ?? ''];
    assert.ok(step);
    answers.push({ service, step });
    if (endsSearch(kind, step)) break;
  }
  return { answers, conclusion: concludeAnswers(choice, answers) };
}

function shown({ answers, conclusion }: ReturnType<typeof search>): string {
  const asked = `asked ${answers.length}`;
  if (conclusion.kind === 'proven')
    return `${asked}: ${conclusion.proofs.map(({ identity, service }) => `${identity.accountName} by ${service.name}`).join(', ')}`;
  if (conclusion.kind === 'refused') return `${asked}: ${conclusion.reason}`;
  return `${asked}: ${conclusion.kind}`;
}

const cases: readonly [kind: 'named' | 'optional' | 'required', script: string, outcome: string][] = [
  // 1.4: the first that verifies ends the search
  ['optional', '', 'asked 0: notVerified'],
  ['optional', 'ada bob', 'asked 1: ada by s0'],
  ['optional', 'notMine ada', 'asked 2: ada by s1'],
  ['optional', 'rejected ada', 'asked 2: ada by s1'],
  ['optional', 'unavailable ada', 'asked 2: ada by s1'],
  ['optional', 'overloaded ada', 'asked 2: ada by s1'],
  ['optional', 'notMine rejected unavailable ada bob', 'asked 4: ada by s3'],
  ['optional', 'notMine challenge ada', 'asked 2: challenged'],
  ['optional', 'notMine', 'asked 1: notVerified'],
  ['optional', 'rejected notMine', 'asked 2: notVerified'],
  ['optional', 'unavailable', 'asked 1: unavailable'],
  ['optional', 'unavailable unavailable', 'asked 2: unavailable'],
  ['optional', 'unavailable notMine', 'asked 2: notVerified'],
  ['optional', 'rejected overloaded', 'asked 2: overloaded'],
  ['optional', 'overloaded', 'asked 1: overloaded'],
  // 1.3: all have to verify, the same account; the first failure ends the login
  ['required', 'ada', 'asked 1: ada by s0'],
  ['required', 'ada ada', 'asked 2: ada by s0, ada by s1'],
  ['required', 'ada bob', 'asked 2: accountsDiffer'],
  ['required', 'ada Ada', 'asked 2: accountsDiffer'],
  ['required', 'ada ada bob', 'asked 3: accountsDiffer'],
  ['required', 'notMine ada', 'asked 1: notVerified'],
  ['required', 'rejected ada', 'asked 1: notVerified'],
  ['required', 'unavailable ada', 'asked 1: unavailable'],
  ['required', 'challenge ada', 'asked 1: notVerified'],
  ['required', 'ada notMine', 'asked 2: notVerified'],
  ['required', 'ada rejected', 'asked 2: notVerified'],
  ['required', 'ada unavailable', 'asked 2: notVerified'],
  ['required', 'ada challenge', 'asked 2: notVerified'],
  ['required', 'overloaded ada', 'asked 1: overloaded'],
  // an answer of its own would tell that the first password was right
  ['required', 'ada overloaded', 'asked 2: notVerified'],
  // 1.1: alone
  ['named', 'ada', 'asked 1: ada by s0'],
  ['named', 'rejected', 'asked 1: notVerified'],
  ['named', 'notMine', 'asked 1: notVerified'],
  ['named', 'challenge', 'asked 1: challenged'],
  ['named', 'unavailable', 'asked 1: unavailable'],
];

for (const [kind, script, outcome] of cases)
  test(`${kind} services that answer «${script}»: ${outcome}`, () => {
    assert.equal(shown(search(kind, script.split(' ').filter(Boolean))), outcome);
  });

const counting: readonly [script: string, counts: boolean][] = [
  ['', true],
  ['notMine', true],
  ['rejected', true],
  ['unavailable', false],
  ['unavailable unavailable', false],
  ['overloaded unavailable', false],
  ['unavailable rejected', true],
  ['unavailable notMine', true],
];

for (const [script, counts] of counting)
  test(`a refusal after «${script}» ${counts ? 'counts' : 'does not count'} as a failure`, () => {
    assert.equal(countsAsFailure(search('optional', script.split(' ').filter(Boolean)).answers), counts);
  });

test('a refused choice is refused whatever else', () => {
  const conclusion = concludeAnswers({ kind: 'refused', reason: 'serviceNotNameable' }, []);
  assert.deepEqual(conclusion, { kind: 'refused', reason: 'serviceNotNameable' });
});
