import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderPath, unwrap } from '@interlock/base';
import fc from 'fast-check';
import { identityServiceId } from '../identity-services/identity-service-id.ts';
import { compileAccessRights } from './access-rights.ts';
import { allowedSomewhere, authorize } from './authorize.ts';
import { allControllers } from './decision.ts';
import { folderFilter } from './folder-filter.ts';
import { lackingRight } from './hand-out.ts';
import { permissionCatalog, permissions } from './permission-catalog.ts';
import { limitLeaves, type RightsLimit } from './rights-limit.ts';
import type { FolderEntry, PermissionEntry, Role } from './role.ts';
import { roleName } from './role-name.ts';

const view = 'sos:products:controller:orders:view';
const cancel = 'sos:products:controller:orders:cancel';
const inventory = 'sos:products:joc:inventory:view';
const audit = 'sos:products:joc:auditlog:view';
const folder = (path: string) => unwrap(folderPath(path));
const below = (path: string, controllerId?: string): FolderEntry => ({
  folder: folder(path),
  recursive: true,
  ...(controllerId === undefined ? {} : { controllerId }),
});
const only = (path: string, controllerId?: string): FolderEntry => ({
  ...below(path, controllerId),
  recursive: false,
});
const role = (
  granted: readonly string[],
  folders: readonly FolderEntry[] = [],
  denied: readonly string[] = [],
): Role => ({
  serviceId: unwrap(identityServiceId('joc')),
  name: unwrap(roleName('r')),
  ordering: 1,
  permissions: [
    ...granted.map((permission) => ({ permission, excluded: false })),
    ...denied.map((permission) => ({ permission, excluded: true })),
  ],
  folders,
});

const everything = role(['sos:products']);

const cases: readonly [
  what: string,
  role: Role,
  limit: RightsLimit,
  ask: readonly [permission: string, controllerId?: string, folder?: string],
  answer: string,
][] = [
  ['no limit takes nothing away', everything, {}, [cancel, 'c1', '/a'], 'granted'],
  ['a leaf within the limit is left', everything, { permissions: [cancel] }, [cancel, 'c1', '/a'], 'granted'],
  [
    'a node leaves all below it',
    everything,
    { permissions: ['sos:products:controller:orders'] },
    [cancel, 'c1', '/a'],
    'granted',
  ],
  [
    'a leaf beside the limit is taken away',
    everything,
    { permissions: [view] },
    [cancel, 'c1', '/a'],
    'tokenLimited',
  ],
  [
    'an unknown name leaves nothing',
    everything,
    { permissions: ['sos:products:nothing'] },
    [cancel, 'c1', '/a'],
    'tokenLimited',
  ],
  ['an empty list leaves nothing', everything, { permissions: [] }, [audit], 'tokenLimited'],
  ['a limit gives nothing', role([view]), { permissions: [cancel] }, [cancel, 'c1', '/a'], 'notGranted'],
  [
    'a denial stays',
    role(['sos:products'], [], [cancel]),
    { permissions: [cancel] },
    [cancel, 'c1', '/a'],
    'denied',
  ],
  [
    'a denial is the reason also beside the limit',
    role(['sos:products'], [], [cancel]),
    { permissions: [view] },
    [cancel, 'c1', '/a'],
    'denied',
  ],
  [
    'a folder within the limit is left',
    everything,
    { folders: [below('/a')] },
    [cancel, 'c1', '/a/b'],
    'granted',
  ],
  [
    'a folder that only begins alike is not',
    everything,
    { folders: [below('/a')] },
    [cancel, 'c1', '/ab'],
    'tokenLimited',
  ],
  [
    'a limit that is not recursive leaves one folder',
    everything,
    { folders: [only('/a')] },
    [cancel, 'c1', '/a/b'],
    'tokenLimited',
  ],
  ['an empty list of folders leaves none', everything, { folders: [] }, [cancel, 'c1', '/a'], 'tokenLimited'],
  [
    'a limit of folders does not widen a role',
    role([cancel], [below('/a')]),
    { folders: [below('/')] },
    [cancel, 'c1', '/b'],
    'folderNotCovered',
  ],
  [
    'what both cover is left',
    role([cancel], [below('/a')]),
    { folders: [below('/a/b')] },
    [cancel, 'c1', '/a/b/c'],
    'granted',
  ],
  [
    'what only the role covers is taken away',
    role([cancel], [below('/a')]),
    { folders: [below('/a/b')] },
    [cancel, 'c1', '/a'],
    'tokenLimited',
  ],
  [
    'a role of one folder stays at one',
    role([cancel], [only('/a/b')]),
    { folders: [below('/a')] },
    [cancel, 'c1', '/a/b/c'],
    'folderNotCovered',
  ],
  [
    'folders that have nothing in common leave none, not all',
    role([cancel], [below('/a')]),
    { folders: [below('/b')] },
    [cancel, 'c1', '/a'],
    'tokenLimited',
  ],
  [
    'permissions without a folder are not touched by folders',
    everything,
    { folders: [below('/a')] },
    [audit],
    'granted',
  ],
  [
    'folders of a Controller replace the general ones there',
    everything,
    { folders: [below('/a'), below('/b', 'c1')] },
    [cancel, 'c1', '/a'],
    'tokenLimited',
  ],
  [
    'and leave their own',
    everything,
    { folders: [below('/a'), below('/b', 'c1')] },
    [cancel, 'c1', '/b'],
    'granted',
  ],
  [
    'elsewhere the general ones hold',
    everything,
    { folders: [below('/a'), below('/b', 'c1')] },
    [cancel, 'c2', '/a'],
    'granted',
  ],
  [
    'where only another Controller is named nothing is left',
    everything,
    { folders: [below('/a', 'c1')] },
    [cancel, 'c2', '/a'],
    'tokenLimited',
  ],
  [
    'nor in the inventory',
    everything,
    { folders: [below('/a', 'c1')] },
    [inventory, '', '/a'],
    'tokenLimited',
  ],
  [
    'a star is no Controller',
    everything,
    { folders: [below('/a', '*')] },
    [cancel, 'c2', '/a'],
    'tokenLimited',
  ],
];

for (const [what, held, limit, [permission, controllerId, path], answer] of cases)
  test(`a token's limit: ${what}`, () => {
    const decision = authorize(compileAccessRights([held], limit), {
      permission,
      ...(controllerId === undefined ? {} : { controllerId }),
      ...(path === undefined ? {} : { folder: folder(path) }),
    });
    assert.equal(decision.because.kind, answer);
    assert.equal(decision.allowed, answer === 'granted');
    if (!decision.allowed && answer === 'tokenLimited')
      assert.deepEqual(decision.needs, [{ kind: 'otherToken' }]);
  });

const anyFolder = fc.constantFrom('/', '/a', '/a/b', '/a/b/c', '/ab', '/b').map(folder);
const anyController = fc.constantFrom('c1', 'c2', undefined);
const anyFolders = fc.array(
  fc
    .record({ folder: anyFolder, recursive: fc.boolean(), at: anyController })
    .map(
      ({ at, ...entry }): FolderEntry => ({ ...entry, ...(at === undefined ? {} : { controllerId: at }) }),
    ),
  { maxLength: 3 },
);
const anyNode = fc.constantFrom(
  ...permissions,
  'sos:products',
  'sos:products:joc',
  'sos:products:controller:orders',
  'x',
);
const anyEntry = fc
  .record({ permission: anyNode, excluded: fc.boolean(), at: anyController })
  .map(
    ({ at, ...entry }): PermissionEntry => ({ ...entry, ...(at === undefined ? {} : { controllerId: at }) }),
  );
const anyRoles = fc.array(
  fc
    .record({ permissions: fc.array(anyEntry, { maxLength: 4 }), folders: anyFolders })
    .map((some): Role => ({ ...role([]), ...some })),
  { maxLength: 3 },
);
const anyLimit: fc.Arbitrary<RightsLimit> = fc.record(
  { permissions: fc.array(anyNode, { maxLength: 3 }), folders: anyFolders },
  { requiredKeys: [] },
);
const anyAsk = fc.record({
  permission: fc.constantFrom(...permissions),
  controllerId: fc.constantFrom('c1', 'c2', 'c3', allControllers),
  folder: anyFolder,
});

test('a limited account may exactly what it may by itself and the limit leaves', () => {
  fc.assert(
    fc.property(anyRoles, anyLimit, anyAsk, (roles, limit, ask) => {
      const whole = authorize(compileAccessRights(roles), ask).allowed;
      const { hasFolder } = permissionCatalog[ask.permission];
      const left = limitLeaves(limit, ask.permission, hasFolder, ask);
      const limited = compileAccessRights(roles, limit);
      const decision = authorize(limited, ask);
      assert.equal(decision.allowed, whole && left);
      assert.equal(!decision.allowed && decision.because.kind === 'tokenLimited', whole && !left);
      if (!decision.allowed)
        assert.equal(
          decision.needs.some(({ kind }) => kind === 'otherToken'),
          !left,
        );
      // Lists and buttons say the same.
      const { folder: path, ...somewhere } = ask;
      assert.equal(folderFilter(limited, somewhere)(path), decision.allowed);
      if (decision.allowed) assert.ok(allowedSomewhere(limited, somewhere));
    }),
    { numRuns: 2_000 },
  );
});

test('limited rights lie within the whole ones wherever rights are handed out', () => {
  fc.assert(
    fc.property(anyRoles, anyLimit, (roles, limit) => {
      const whole = compileAccessRights(roles);
      assert.equal(lackingRight(whole, compileAccessRights(roles, limit)), undefined);
    }),
    { numRuns: 500 },
  );
});
