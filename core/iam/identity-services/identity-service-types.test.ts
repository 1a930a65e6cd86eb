import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type IdentityServiceType,
  identityServiceTypes,
  isIdentityServiceType,
  traitsOf,
} from './identity-service-types.ts';

const rows = Object.keys(identityServiceTypes).map((type) => {
  const traits = traitsOf(type as IdentityServiceType);
  return [
    type.padEnd(12),
    traits.takesPassword ? 'password' : '-',
    traits.mayBeRequired ? 'required' : '-',
    traits.naming,
    traits.rolesFrom,
    traits.mayBeSecondFactor ? 'second' : '-',
    traits.hasAdapter ? 'built' : '-',
  ].join(' ');
});

test('the types have these traits', () => {
  assert.deepEqual(rows, [
    'JOC          password required never account - built',
    'LDAP         password required never groups - -',
    'LDAP-JOC     password required never account - -',
    'OIDC         - - always groups - -',
    'OIDC-JOC     - - always account - -',
    'KEYCLOAK     password required never groups - -',
    'KEYCLOAK-JOC password required never account - -',
    'CERTIFICATE  - required never account second -',
    'FIDO         - - whileNoneRequired account second -',
  ]);
});

test('what takes no password and may be named can not be required', () => {
  for (const traits of Object.values(identityServiceTypes))
    if (traits.naming !== 'never') assert.equal(traits.mayBeRequired, false);
});

test('names that every object has are no types', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'joc', 'UNKNOWN', ''])
    assert.equal(isIdentityServiceType(name), false);
  assert.equal(isIdentityServiceType('JOC'), true);
});
