import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { aService } from '../../../testing/conformance/iam-samples.ts';
import type { IdentityServiceSettings } from '../identity-services/identity-service-settings.ts';
import {
  type IdentityServiceType,
  identityServiceTypes,
} from '../identity-services/identity-service-types.ts';
import { chooseServices } from './choose-services.ts';

/** `name:type@ordering!` where `!` is required, `~` disabled, `s` second factor alone. */
function service(text: string): IdentityServiceSettings {
  const [, name = '', type = 'JOC', ordering = '1', flags = ''] =
    /^(\w+)(?::([A-Z-]+))?(?:@(-?\d+))?([!~s]*)$/.exec(text) ?? [];
  return aService(`id-${name}`, {
    name,
    type: type as IdentityServiceType,
    ordering: Number(ordering),
    required: flags.includes('!'),
    disabled: flags.includes('~'),
    secondFactor: flags.includes('s'),
  });
}

const cases: readonly [what: string, services: string, named: string | undefined, chosen: string][] = [
  ['no service at all', '', undefined, 'optional'],
  ['1.2 ascending ordering', 'b@2 a@3 c@-1', undefined, 'optional c b a'],
  ['1.2 ties by name, by code units', 'b@1 B@1 a@1', undefined, 'optional B a b'],
  ['1.2 disabled services never run', 'a@1~ b@2', undefined, 'optional b'],
  ['1.2 second factors never run first', 'a:CERTIFICATE@1s b@2', undefined, 'optional b'],
  ['1.3 any required service makes all optional ones step back', 'a@1 b@2! c@3!', undefined, 'required b c'],
  ['1.3 a disabled required service does not count', 'a@1 b@2!~', undefined, 'optional a'],
  ['1.3 a required second factor does not count', 'a@1 b:CERTIFICATE@2!s', undefined, 'optional a'],
  ['1.1 OIDC does not run without being named', 'a@1 o:OIDC@0', undefined, 'optional a'],
  ['1.1 OIDC alone leaves nobody', 'o:OIDC@0', undefined, 'optional'],
  ['1.1 OIDC stored as required does not count as required', 'a@1 o:OIDC@0!', undefined, 'optional a'],
  ['1.1 OIDC is named and tried alone', 'a@1 o:OIDC@2', 'o', 'named o'],
  ['1.1 required services are not considered then', 'a@1! o:OIDC-JOC@2', 'o', 'named o'],
  ['1.1 a service with account and password can not be named', 'a@1 b@2!', 'a', 'refused'],
  ['1.1 not even where none is required', 'a@1 b:LDAP@2', 'b', 'refused'],
  ['1.1 KEYCLOAK takes a password, so it can not be named', 'k:KEYCLOAK@1', 'k', 'refused'],
  ['1.1 CERTIFICATE can not be named', 'a@1! c:CERTIFICATE@2', 'c', 'refused'],
  ['1.1 an unknown name is refused, not ignored', 'a@1', 'x', 'refused'],
  ['1.1 an empty name is a name', 'a@1', '', 'refused'],
  ['1.1 a name in another case is another name', 'o:OIDC@1', 'O', 'refused'],
  ['1.1 a disabled service can not be named', 'o:OIDC@1~', 'o', 'refused'],
  ['1.1 a second factor can not be named', 'f:FIDO@1s', 'f', 'refused'],
  ['1.1 FIDO may be named while none is required', 'a@1 f:FIDO@2', 'f', 'named f'],
  ['1.1 FIDO may not be named beside a required service', 'a@1! f:FIDO@2', 'f', 'refused'],
  ['1.1 FIDO does not run without being named', 'a@1 f:FIDO@0', undefined, 'optional a'],
  ['CERTIFICATE runs in its place', 'c:CERTIFICATE@0 a@1', undefined, 'optional c a'],
  ['CERTIFICATE may be required', 'c:CERTIFICATE@5! a@1!', undefined, 'required a c'],
];

for (const [what, services, named, chosen] of cases)
  test(what, () => {
    const choice = chooseServices(services.split(' ').filter(Boolean).map(service), named);
    const names = choice.kind === 'refused' ? [] : choice.services.map(({ name }) => name);
    assert.equal([choice.kind, ...names].join(' '), chosen);
  });

const anyService = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    type: fc.constantFrom(...(Object.keys(identityServiceTypes) as IdentityServiceType[])),
    ordering: fc.integer({ min: -2, max: 2 }),
    required: fc.boolean(),
    disabled: fc.boolean(),
    secondFactor: fc.boolean(),
  })
  .map((more) => aService(`id-${more.name}`, more));
const anyServices = fc.uniqueArray(anyService, { selector: ({ id }) => id });

test('no request skips a required service by naming one that takes a password', () => {
  fc.assert(
    fc.property(anyServices, fc.constantFrom('a', 'b', 'c', 'x'), (services, named) => {
      const choice = chooseServices(services, named);
      if (choice.kind === 'refused') return;
      assert.equal(choice.kind, 'named');
      const [{ type }] = choice.services;
      assert.ok(/^(OIDC|OIDC-JOC|FIDO)$/.test(type), type);
    }),
  );
});

test('the order in which services are stored never matters', () => {
  fc.assert(
    fc.property(anyServices, (services) => {
      assert.deepEqual(chooseServices(services.toReversed()), chooseServices(services));
    }),
  );
});
