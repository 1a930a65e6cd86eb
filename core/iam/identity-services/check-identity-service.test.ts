import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem, refuse, succeed } from '@interlock/base';
import { aService, roleNamed, serviceNamed } from '../../../testing/conformance/iam-samples.ts';
import { checkIdentityService } from './check-identity-service.ts';
import type { IdentityServiceAdapter } from './identity-service-adapter.ts';
import { identityServiceName, identityServiceNameKey } from './identity-service-name.ts';
import type { IdentityServiceSettings } from './identity-service-settings.ts';

const adapter: IdentityServiceAdapter = {
  types: ['JOC'],
  checkDetails: (details) =>
    JSON.stringify(details) === '{}'
      ? succeed({ checked: true })
      : refuse(problem('InvalidInput', 'x', { field: 'details.x' })),
  build: () => assert.fail('nothing is built'),
};
const check = (settings: IdentityServiceSettings, ...others: readonly IdentityServiceSettings[]) =>
  checkIdentityService(settings, others, [adapter]);

const keys = aService('keys', { type: 'CERTIFICATE', secondFactor: true, disabled: true });
const groupRoles = [{ group: 'g', roles: [roleNamed('operator')] }];
const faults: readonly [
  what: string,
  settings: IdentityServiceSettings,
  others: readonly IdentityServiceSettings[],
  field: string,
][] = [
  ['an empty name', aService('a', { name: ' ' }), [], 'identityServiceName'],
  ['a name with a colon', aService('a', { name: 'a:b' }), [], 'identityServiceName'],
  ['an ordering that is no integer', aService('a', { ordering: 1.5 }), [], 'ordering'],
  ['OIDC that is required', aService('a', { type: 'OIDC', required: true, disabled: true }), [], 'required'],
  [
    'OIDC-JOC that is required',
    aService('a', { type: 'OIDC-JOC', required: true, disabled: true }),
    [],
    'required',
  ],
  ['FIDO that is required', aService('a', { type: 'FIDO', required: true, disabled: true }), [], 'required'],
  ['a password as second factor', aService('a', { secondFactor: true }), [], 'secondFactor'],
  [
    'a second factor that is required',
    aService('a', { type: 'CERTIFICATE', secondFactor: true, required: true, disabled: true }),
    [],
    'required',
  ],
  ['an enabled service without adapter', aService('a', { type: 'LDAP' }), [], 'disabled'],
  ['groups where roles belong to accounts', aService('a', { groupRoles }), [], 'groupRoles'],
  [
    'a second factor where one suffices',
    aService('a', { secondFactorServiceId: serviceNamed('keys') }),
    [keys],
    'secondFactorIdentityServiceName',
  ],
  [
    'two factors without the second',
    aService('a', { scheme: 'twoFactor' }),
    [keys],
    'secondFactorIdentityServiceName',
  ],
  [
    'two factors with an unknown second',
    aService('a', { scheme: 'twoFactor', secondFactorServiceId: serviceNamed('x') }),
    [keys],
    'secondFactorIdentityServiceName',
  ],
  [
    'two factors with a first factor as second',
    aService('a', { scheme: 'twoFactor', secondFactorServiceId: serviceNamed('b') }),
    [aService('b')],
    'secondFactorIdentityServiceName',
  ],
  [
    'two factors with itself',
    aService('a', { scheme: 'twoFactor', secondFactorServiceId: serviceNamed('a') }),
    [aService('a')],
    'secondFactorIdentityServiceName',
  ],
  [
    'a second factor with a second factor',
    { ...keys, scheme: 'twoFactor', secondFactorServiceId: serviceNamed('other') },
    [],
    'secondFactor',
  ],
  ['settings that its adapter refuses', aService('a', { details: { x: 1 } }), [], 'details.x'],
];

for (const [what, settings, others, field] of faults)
  test(`a service is refused by field: ${what}`, () => {
    const checked = check(settings, ...others);
    assert.equal(!checked.ok && checked.problem.field, field);
  });

test('a sound service is stored with a canonical name and the details that its adapter gives', () => {
  const checked = check(aService('a', { name: '  LDAP-less ' }));
  assert.ok(checked.ok);
  assert.deepEqual(checked.value.settings, aService('a', { name: 'LDAP-less', details: { checked: true } }));
  assert.deepEqual(checked.value.warnings, []);
});

test('a service of a known type without adapter is stored disabled, with its settings as they are', () => {
  const checked = check(
    aService('a', { type: 'LDAP', disabled: true, details: { url: 'ldaps://x' }, groupRoles }),
  );
  assert.deepEqual(checked.ok && checked.value.settings.details, { url: 'ldaps://x' });
});

test('two factors with a service that is marked so are accepted', () => {
  assert.ok(check(aService('a', { scheme: 'twoFactor', secondFactorServiceId: keys.id }), keys).ok);
});

test('a service that becomes required warns of those that pass it by and of those that it silences', () => {
  const others = [
    aService('o', { type: 'OIDC' }),
    aService('off', { type: 'OIDC', disabled: true }),
    aService('p'),
    aService('r', { required: true }),
    keys,
  ];
  const checked = check(aService('a', { required: true }), ...others);
  assert.deepEqual(checked.ok && checked.value.warnings, [
    { kind: 'passesByRequired', services: ['o'] },
    { kind: 'silencesOptional', services: ['p'] },
  ]);
  const optional = check(aService('a'), ...others);
  assert.deepEqual(optional.ok && optional.value.warnings, []);
});

test('names of services are one in any case, and kept as written', () => {
  assert.deepEqual(identityServiceName(' Größe '), { ok: true, value: 'Größe' });
  assert.equal(identityServiceNameKey('GRÖßE'), identityServiceNameKey('gro\u0308ße'));
  for (const bad of ['', '\ud800', 'a\nb', 'x'.repeat(256)]) assert.equal(identityServiceName(bad).ok, false);
});
