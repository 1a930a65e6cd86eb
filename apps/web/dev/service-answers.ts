import { identityServiceTypes } from '@interlock/iam';
import type { Answers } from './answer.ts';
import type { FakeService } from './rights.ts';
import { done, manage, nextPlace, reordered, unknown } from './rights-lookup.ts';
import type { World } from './world.ts';

/** Identity Services. */
export function serviceAnswers(world: World): Answers {
  const { rights } = world;
  const find = (name: string) => {
    const found = rights.services.find(({ identityServiceName }) => identityServiceName === name);
    if (found === undefined) throw unknown('UnknownIdentityService', `There is no Identity Service ${name}.`);
    return found;
  };
  return {
    'iam.identityservices': () => ({
      identityServiceItems: rights.services
        .toSorted((a, b) => a.ordering - b.ordering)
        .map((service) => serviceItem(world, service)),
      identityServiceTypes: Object.keys(identityServiceTypes) as FakeService['identityServiceType'][],
      types: Object.entries(identityServiceTypes).map(([type, traits]) => ({
        identityServiceType: type as FakeService['identityServiceType'],
        takesPassword: traits.takesPassword,
        mayBeRequired: traits.mayBeRequired,
        mayBeSecondFactor: traits.mayBeSecondFactor,
        rolesFrom: traits.rolesFrom,
        hasAdapter: traits.hasAdapter,
      })),
    }),
    'iam.identityservice.store': ({ identityServiceName, identityServiceType, auditLog: _, ...fields }) => {
      const known = rights.services.find((one) => one.identityServiceName === identityServiceName);
      const type = identityServiceType ?? known?.identityServiceType ?? 'JOC';
      const traits = identityServiceTypes[type];
      const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
      const isOff = !traits.hasAdapter || (fields.disabled ?? known?.disabled ?? false);
      const stored: FakeService = {
        serviceAuthenticationScheme: 'SINGLE-FACTOR',
        ordering: nextPlace(rights.services),
        required: false,
        secondFactor: false,
        ...known,
        ...given,
        identityServiceName,
        identityServiceType: type,
        keepsAccounts: traits.rolesFrom === 'account',
        disabled: isOff,
        usable: !isOff,
        ...(traits.hasAdapter ? {} : { unusableReason: `The type ${type} is not built in yet.` }),
      };
      rights.services = [...rights.services.filter((one) => one !== known), stored];
      if (!rights.roles.has(identityServiceName)) rights.roles.set(identityServiceName, []);
      return serviceItem(world, stored);
    },
    'iam.identityservice.rename': ({ identityServiceOldName, identityServiceNewName }) => {
      const known = find(identityServiceOldName);
      rights.services = rights.services.map((one) =>
        one === known ? { ...one, identityServiceName: identityServiceNewName } : one,
      );
      rights.roles.set(identityServiceNewName, rights.roles.get(identityServiceOldName) ?? []);
      return { identityServiceOldName, identityServiceNewName };
    },
    'iam.identityservice.delete': ({ identityServiceName }) => {
      const known = find(identityServiceName);
      rights.services = rights.services.filter((one) => one !== known);
      return done;
    },
    'iam.identityservices.reorder': ({ identityServiceNames }) => {
      rights.services = reordered(rights.services, identityServiceNames, (one) => one.identityServiceName);
      return done;
    },
  };
}

function serviceItem(world: World, { keepsAccounts, ...service }: FakeService) {
  const isMain = service.identityServiceName === world.rights.services[0]?.identityServiceName;
  return {
    ...service,
    ...(keepsAccounts ? { accountCount: isMain ? world.people.accounts.length : 0 } : {}),
    roleCount: world.rights.roles.get(service.identityServiceName)?.length ?? 0,
    can: { change: world.lacking.includes(manage) ? manage : (true as const) },
  };
}
