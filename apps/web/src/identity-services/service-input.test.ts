import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inputOf, requestOf, serviceFaults } from './service-input.ts';
import type { ServiceType } from './services-query.ts';

const traits = (more: Partial<ServiceType> = {}): ServiceType => ({
  identityServiceType: 'JOC',
  takesPassword: true,
  mayBeRequired: true,
  mayBeSecondFactor: false,
  rolesFrom: 'account',
  hasAdapter: true,
  ...more,
});
const input = { ...inputOf(undefined), name: ' corp ' };

test('a new service is enabled, optional and has one factor', () => {
  assert.deepEqual(requestOf(input, traits()), {
    identityServiceName: 'corp',
    identityServiceType: 'JOC',
    disabled: false,
    required: false,
    secondFactor: false,
    serviceAuthenticationScheme: 'SINGLE-FACTOR',
  });
});

test('what a type does not allow is never sent, whatever was ticked before', () => {
  const all = { ...input, required: true, secondFactor: true };
  const sent = requestOf(all, traits({ mayBeRequired: false, mayBeSecondFactor: false, hasAdapter: false }));
  assert.deepEqual([sent.required, sent.secondFactor, sent.disabled], [false, false, true]);
  assert.equal(requestOf(all, traits({ mayBeSecondFactor: true })).required, false);
});

test('a second factor makes two factors, but not of a service that is one itself', () => {
  const sent = requestOf({ ...input, second: 'keys' }, traits());
  assert.equal(sent.serviceAuthenticationScheme, 'TWO-FACTOR');
  assert.equal(sent.secondFactorIdentityServiceName, 'keys');
  const itself = requestOf(
    { ...input, secondFactor: true, second: 'keys' },
    traits({ mayBeSecondFactor: true }),
  );
  assert.equal(itself.serviceAuthenticationScheme, 'SINGLE-FACTOR');
  assert.equal(itself.secondFactorIdentityServiceName, undefined);
});

test('a name is needed and is unique without regard to case, its own aside', () => {
  const services = [{ identityServiceName: 'Corp' }];
  assert.equal(serviceFaults({ ...input, name: ' ' }, services, undefined).name, 'missing');
  assert.equal(serviceFaults(input, services, undefined).name, 'taken');
  assert.equal(serviceFaults(input, services, 'Corp').name, undefined);
  assert.equal(serviceFaults({ ...input, second: 'Corp' }, [], 'Corp').second, 'own');
});
