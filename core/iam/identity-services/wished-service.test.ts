import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '@interlock/base';
import { aService, roleNamed, serviceNamed } from '../../../testing/conformance/iam-samples.ts';
import { withRoleFollowed } from './follow-role.ts';
import type { IdentityServiceSettings } from './identity-service-settings.ts';
import { unusableReason } from './unusable-reason.ts';
import { type ServiceWish, secondFactorStays, seesMorePasswords, wishedService } from './wished-service.ts';

const newId = serviceNamed('new');
const wish = (
  wanted: Partial<ServiceWish>,
  before?: IdentityServiceSettings,
  ...stored: readonly IdentityServiceSettings[]
) => wishedService({ name: before?.name ?? 'fresh', ...wanted }, before, stored, newId);

test('a new service has one factor, is optional, enabled and the last', () => {
  const { settings, storedDisabled } = unwrap(
    wish({ type: 'JOC' }, undefined, aService('a', { ordering: 4 })),
  );
  assert.deepEqual(settings, {
    id: newId,
    name: 'fresh',
    type: 'JOC',
    ordering: 5,
    required: false,
    disabled: false,
    scheme: 'singleFactor',
    secondFactor: false,
    groupRoles: [],
    details: {},
  });
  assert.equal(storedDisabled, false);
});

test('a new service needs a type', () => {
  const refused = wish({});
  assert.equal(refused.ok ? '' : refused.problem.field, 'identityServiceType');
});

test('a service of a type without adapter is stored disabled, and that is said', () => {
  const { settings, storedDisabled } = unwrap(wish({ type: 'LDAP', disabled: false }));
  assert.deepEqual([settings.disabled, storedDisabled], [true, true]);
  assert.equal(unwrap(wish({ type: 'LDAP', disabled: true })).storedDisabled, false);
});

const full = aService('full', {
  required: true,
  ordering: 7,
  scheme: 'twoFactor',
  secondFactorServiceId: serviceNamed('keys'),
  details: { a: 1 },
});

test('what a wish does not name stays as it is', () => {
  assert.deepEqual(unwrap(wish({}, full)).settings, full);
});

test('a second factor is forgotten where one factor suffices', () => {
  assert.equal(unwrap(wish({ scheme: 'singleFactor' }, full)).settings.secondFactorServiceId, undefined);
});

test('another type takes along what belonged to the old one', () => {
  const mapped = aService('m', {
    type: 'LDAP',
    disabled: true,
    groupRoles: [{ group: 'g', roles: [roleNamed('r')] }],
    details: { host: 'h' },
  });
  const { settings } = unwrap(wish({ type: 'LDAP-JOC' }, mapped));
  assert.deepEqual([settings.groupRoles, settings.details], [[], {}]);
});

test('a second factor that others use can not be deleted or cease to be one', () => {
  const keys = aService('keys', { type: 'CERTIFICATE', secondFactor: true, disabled: true });
  const stored = [keys, full];
  assert.equal(secondFactorStays(keys, undefined, stored).ok, false);
  assert.equal(secondFactorStays(keys, { ...keys, secondFactor: false }, stored).ok, false);
  assert.equal(secondFactorStays(keys, { ...keys, ordering: 9 }, stored).ok, true);
  assert.equal(secondFactorStays(keys, undefined, [keys]).ok, true);
});

test('a service says why nobody can log in by it', () => {
  const keys = aService('keys', { type: 'CERTIFICATE', secondFactor: true, disabled: true });
  assert.equal(unusableReason(aService(), []), undefined);
  assert.match(unusableReason(aService('a', { disabled: true }), []) ?? '', /disabled/);
  assert.match(unusableReason(aService('a', { type: 'LDAP', disabled: true }), []) ?? '', /not built in/);
  assert.match(unusableReason(full, [full]) ?? '', /gone/);
  assert.match(unusableReason(full, [full, keys]) ?? '', /second factor keys.*not built in/);
});

test('groups follow a role that is renamed, and lose one that is deleted', () => {
  const service = aService('s', {
    type: 'LDAP',
    groupRoles: [{ group: 'g', roles: [roleNamed('Old'), roleNamed('other')] }],
  });
  const next = withRoleFollowed(service, roleNamed('old'), roleNamed('new'));
  assert.deepEqual(next.groupRoles, [{ group: 'g', roles: ['new', 'other'] }]);
  assert.deepEqual(withRoleFollowed(service, roleNamed('OLD')).groupRoles, [
    { group: 'g', roles: ['other'] },
  ]);
  assert.equal(withRoleFollowed(service, roleNamed('none')), service);
});

test('a service that verifies passwords elsewhere sees more of them when it is new, enabled or asked earlier', () => {
  const ldap = aService('l', { type: 'LDAP', disabled: true });
  assert.ok(seesMorePasswords(undefined, ldap));
  assert.ok(seesMorePasswords(ldap, { ...ldap, ordering: 0 }));
  assert.ok(seesMorePasswords(ldap, { ...ldap, disabled: false }));
  assert.ok(seesMorePasswords(aService('l'), ldap));
  assert.ok(!seesMorePasswords(ldap, { ...ldap, name: 'other' }));
  assert.ok(!seesMorePasswords(undefined, aService('local')));
  assert.ok(!seesMorePasswords(undefined, aService('o', { type: 'OIDC' })));
});
