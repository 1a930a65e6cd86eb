import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aService, named, serviceNamed } from '../../../testing/conformance/iam-samples.ts';
import type { AuthenticationStep } from '../identity-services/authentication-step.ts';
import type { IdentityServiceSettings } from '../identity-services/identity-service-settings.ts';
import { concludeSecondFactor, secondFactorOf } from './second-factor.ts';

const identity = { subject: 's-ada', accountName: named('ada'), groups: [], methods: ['pwd'] };
const two = aService('first', { scheme: 'twoFactor', secondFactorServiceId: serviceNamed('second') });
const second = (more: Partial<IdentityServiceSettings> = {}) =>
  aService('second', { type: 'CERTIFICATE', secondFactor: true, ...more });

const needs: readonly [
  what: string,
  first: IdentityServiceSettings,
  services: readonly IdentityServiceSettings[],
  need: string,
][] = [
  ['a single-factor service needs none', aService('first'), [second()], 'none'],
  ['a two-factor service needs the one it names', two, [two, second()], 'ask'],
  ['it may be FIDO', two, [second({ type: 'FIDO' })], 'ask'],
  ['a missing second factor is missing', two, [two], 'missing'],
  [
    'two factors without a name are missing one',
    aService('first', { scheme: 'twoFactor' }),
    [second()],
    'missing',
  ],
  ['a disabled second factor is missing', two, [second({ disabled: true })], 'missing'],
  ['a first-factor service is no second one', two, [second({ secondFactor: false })], 'missing'],
  ['a password is no second factor', two, [second({ type: 'JOC' })], 'missing'],
  [
    'a service is not its own second factor',
    aService('second', {
      scheme: 'twoFactor',
      secondFactorServiceId: serviceNamed('second'),
      type: 'CERTIFICATE',
      secondFactor: true,
    }),
    [second()],
    'missing',
  ],
];

for (const [what, first, services, need] of needs)
  test(what, () => {
    assert.equal(secondFactorOf({ service: first, identity }, services).kind, need);
  });

const verifies = (accountName: string): AuthenticationStep => ({
  kind: 'verified',
  identity: { ...identity, accountName: accountName as ReturnType<typeof named>, methods: ['swk'] },
});

const answers: readonly [what: string, step: AuthenticationStep, conclusion: string | undefined][] = [
  ['the same account completes the login', verifies('ada'), undefined],
  ['another account refuses it', verifies('bob'), 'refused'],
  ['the same name in another case refuses it', verifies('Ada'), 'refused'],
  ['no proof refuses it', { kind: 'notMine' }, 'refused'],
  ['a wrong proof refuses it', { kind: 'rejected', reason: 'certificateRefused' }, 'refused'],
  ['an outage refuses it', { kind: 'unavailable', reason: 'unreachable' }, 'refused'],
  ['overload refuses it with the one text', { kind: 'unavailable', reason: 'overloaded' }, 'refused'],
  [
    'a challenge goes to the client',
    { kind: 'challenge', challenge: { id: 'c', kind: 'webauthn', request: {}, endsAtMs: 1 } },
    'challenged',
  ],
];

for (const [what, step, conclusion] of answers)
  test(`second factor: ${what}`, () => {
    assert.equal(concludeSecondFactor({ service: two, identity }, second(), step)?.kind, conclusion);
  });
