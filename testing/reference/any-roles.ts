/** Random roles and questions of a small world, in which whatever can meet does meet often. */
import { folderPath, unwrap } from '@interlock/base';
import { identityServiceId, permissions, type Role, roleName } from '@interlock/iam';
import fc from 'fast-check';

/** The folders of the world that roles name. */
export const folderNames = ['/', '/a', '/a/b', '/a/b/c', '/ab', '/b', '/b/a'] as const;

/** The same, and one that no role names below each: whatever can differ differs at one of these. */
export const allFolders: readonly string[] = folderNames.flatMap((folder) => [
  folder,
  folder === '/' ? '/other' : `${folder}/other`,
]);

/** Two Controllers that entries name, one that none names, and what stands for all of that kind. */
export const allControllerIds = ['c1', 'c2', 'c3', '*'] as const;

/** Leaves about which the random entries speak often. */
export const busyLeaves = [
  'sos:products:controller:orders:cancel',
  'sos:products:controller:orders:view',
  'sos:products:controller:view',
  'sos:products:joc:inventory:view',
  'sos:products:joc:administration:accounts:manage',
] as const;

const nodes = [
  ...busyLeaves,
  'sos',
  'sos:products',
  'sos:products:joc',
  'sos:products:joc:inventory',
  'sos:products:controller',
  'sos:products:controller:orders',
  'sos:products:unknown',
];

const scope = fc
  .constantFrom(undefined, 'c1', 'c2')
  .map((controllerId) => (controllerId === undefined ? {} : { controllerId }));
const entry = fc
  .tuple(fc.constantFrom(...nodes), fc.boolean(), fc.boolean(), scope)
  .map(([permission, one, other, at]) => ({ permission, excluded: one && other, ...at }));
const folder = fc
  .tuple(fc.constantFrom(...folderNames), fc.boolean(), scope)
  .map(([path, recursive, at]) => ({ folder: unwrap(folderPath(path)), recursive, ...at }));

/** A role of a service, with one of few names. */
export function anyRole(serviceId = 'local', names: readonly string[] = ['r', 's', 't', 'u']) {
  return fc
    .record({
      name: fc.constantFrom(...names),
      permissions: fc.array(entry, { maxLength: 4 }),
      folders: fc.array(folder, { maxLength: 3 }),
    })
    .map(({ name, permissions: entries, folders }): Role => {
      const id = unwrap(identityServiceId(serviceId));
      return { serviceId: id, name: unwrap(roleName(name)), ordering: 1, permissions: entries, folders };
    });
}

/** Roles of which no two have one name. */
export function anyRoles(serviceId = 'local') {
  return fc.uniqueArray(anyRole(serviceId), { maxLength: 4, selector: ({ name }) => name });
}

/** A question, whole or not. */
export const anyRequest = fc.record(
  {
    permission: fc.constantFrom(...permissions, ...busyLeaves, ...busyLeaves, 'sos:products'),
    controllerId: fc.constantFrom('', ...allControllerIds),
    folder: fc.constantFrom(...allFolders).map((path) => unwrap(folderPath(path))),
  },
  { requiredKeys: ['permission'] },
);
