import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loginWay, type WayService } from './login-way.ts';

const service = (identityServiceName: string, more: Partial<WayService> = {}): WayService => ({
  identityServiceName,
  identityServiceType: 'JOC',
  ordering: 1,
  disabled: false,
  required: false,
  secondFactor: false,
  usable: true,
  ...more,
});
const way = (...services: readonly WayService[]) => loginWay(services);

test('without a required service all enabled ones are asked by order, ties by name', () => {
  const found = way(
    service('c', { ordering: 2 }),
    service('b'),
    service('a'),
    service('d', { disabled: true }),
  );
  assert.deepEqual([found.kind, found.asked], ['inOrder', ['a', 'b', 'c']]);
});

test('where one is required, only the required are asked and the optional are silent', () => {
  const found = way(service('a'), service('b', { required: true, ordering: 5 }));
  assert.deepEqual([found.kind, found.asked, found.silent], ['required', ['b'], ['a']]);
});

test('a service that is chosen is not asked in order, and passes by the required ones', () => {
  const sso = service('sso', { identityServiceType: 'OIDC' });
  assert.deepEqual(way(service('a'), sso).chosen, ['sso']);
  assert.equal(way(service('a'), sso).passesBy, false);
  assert.equal(way(service('a', { required: true }), sso).passesBy, true);
  assert.equal(way(service('a', { required: true }), { ...sso, disabled: true }).passesBy, false);
});

test('a service that may be chosen only while none is required is no choice beside a required one', () => {
  const fido = service('keys', { identityServiceType: 'FIDO' });
  assert.deepEqual(way(service('a'), fido).chosen, ['keys']);
  assert.deepEqual(way(service('a', { required: true }), fido).chosen, []);
});

test('a second factor never runs first, and with nothing left nobody can log in', () => {
  assert.equal(way(service('a', { secondFactor: true }), service('b', { disabled: true })).kind, 'nobody');
});
