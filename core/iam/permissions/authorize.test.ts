import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderPath, unwrap } from '@interlock/base';
import fc from 'fast-check';
import { decideByReference } from '../../../testing/reference/decide.ts';
import { identityServiceId } from '../identity-services/identity-service-id.ts';
import { compileAccessRights } from './access-rights.ts';
import { allowedSomewhere, authorize } from './authorize.ts';
import { type AuthorizationRequest, allControllers, type Decision, type RightsChange } from './decision.ts';
import { folderFilter, folderVisibility } from './folder-filter.ts';
import { permissions } from './permission-catalog.ts';
import type { FolderEntry, PermissionEntry, Role } from './role.ts';
import { roleName } from './role-name.ts';

const serviceId = unwrap(identityServiceId('joc'));
const folder = (path: string) => unwrap(folderPath(path));
const cancel = 'sos:products:controller:orders:cancel';
const view = 'sos:products:controller:view';
const inventory = 'sos:products:joc:inventory:view';

/** `-p` denies, `c1/p` is for one Controller; `/a` is a folder, `/a/*` a recursive one, `c1:/a` for one Controller. */
function role(name: string, entries: readonly string[], folders: readonly string[] = []): Role {
  return {
    serviceId,
    name: unwrap(roleName(name)),
    ordering: 1,
    permissions: entries.map(entryOf),
    folders: folders.map(folderOf),
  };
}

function entryOf(text: string): PermissionEntry {
  const [, minus, controllerId, permission = ''] = /^(-?)(?:([^/]*)\/)?(.*)$/.exec(text) ?? [];
  return { permission, excluded: minus === '-', ...(controllerId ? { controllerId } : {}) };
}

function folderOf(text: string): FolderEntry {
  const [, controllerId, path = ''] = /^(?:([^/:]*):)?(.*)$/.exec(text) ?? [];
  const recursive = path.endsWith('/*');
  const bare = recursive ? path.slice(0, -2) || '/' : path;
  return { folder: folder(bare), recursive, ...(controllerId ? { controllerId } : {}) };
}

function decide(roles: readonly Role[], request: AuthorizationRequest): Decision {
  return authorize(compileAccessRights(roles), request);
}

interface Case {
  readonly what: string;
  readonly roles: readonly Role[];
  readonly ask: { readonly permission: string; readonly controllerId?: string; readonly folder?: string };
  readonly answer:
    | 'granted'
    | 'denied'
    | 'notGranted'
    | 'folderNotCovered'
    | 'folderMissing'
    | 'controllerMissing'
    | 'unknownPermission';
}

const at = (permission: string, controllerId?: string, path?: string) => ({
  permission,
  ...(controllerId === undefined ? {} : { controllerId }),
  ...(path === undefined ? {} : { folder: path }),
});

const cases: readonly Case[] = [
  {
    what: '2.1 a leaf matches itself',
    roles: [role('r', [cancel])],
    ask: at(cancel, 'c1', '/a'),
    answer: 'granted',
  },
  {
    what: '2.1 an inner node matches what is below',
    roles: [role('r', ['sos:products:controller:orders'])],
    ask: at(cancel, 'c1', '/a'),
    answer: 'granted',
  },
  {
    what: '2.1 a longer name that begins alike does not match',
    roles: [role('r', ['sos:products:controller:order'])],
    ask: at(cancel, 'c1', '/a'),
    answer: 'notGranted',
  },
  {
    what: '2.1 case counts',
    roles: [role('r', ['SOS:products'])],
    ask: at(cancel, 'c1', '/a'),
    answer: 'notGranted',
  },
  {
    what: '2.1 an unknown name grants nothing',
    roles: [role('r', ['sos:products:controller:orders:*', '*', ''])],
    ask: at(cancel, 'c1', '/a'),
    answer: 'notGranted',
  },
  {
    what: '2.1 an unknown name denies nothing',
    roles: [role('r', [cancel, '-sos:products:joc:adminstration', '-'])],
    ask: at(cancel, 'c1', '/a'),
    answer: 'granted',
  },
  {
    what: 'a name outside the catalogue is never allowed',
    roles: [role('r', ['sos:products', 'sos:products:x'])],
    ask: at('sos:products:x', 'c1', '/a'),
    answer: 'unknownPermission',
  },
  {
    what: 'an inner node can not be asked',
    roles: [role('r', ['sos:products'])],
    ask: at('sos:products:controller:orders', 'c1', '/a'),
    answer: 'unknownPermission',
  },
  {
    what: 'names of every object are not allowed',
    roles: [role('r', ['sos:products'])],
    ask: at('constructor', 'c1', '/a'),
    answer: 'unknownPermission',
  },
  { what: 'no roles allow nothing', roles: [], ask: at(view, 'c1'), answer: 'notGranted' },
  {
    what: 'a role without entries allows nothing',
    roles: [role('r', [])],
    ask: at(view, 'c1'),
    answer: 'notGranted',
  },
  {
    what: 'a role with folders alone allows nothing',
    roles: [role('r', [], ['/*'])],
    ask: at(cancel, 'c1', '/'),
    answer: 'notGranted',
  },
  {
    what: '2.2 a grant for all holds at each Controller',
    roles: [role('r', [view])],
    ask: at(view, 'c7'),
    answer: 'granted',
  },
  {
    what: '2.2 a grant for one holds there',
    roles: [role('r', [`c1/${view}`])],
    ask: at(view, 'c1'),
    answer: 'granted',
  },
  {
    what: '2.2 a grant for one holds nowhere else',
    roles: [role('r', [`c1/${view}`])],
    ask: at(view, 'c2'),
    answer: 'notGranted',
  },
  {
    what: '2.2 a grant for one does not hold for all',
    roles: [role('r', [`c1/${view}`])],
    ask: at(view, allControllers),
    answer: 'notGranted',
  },
  {
    what: '2.2 sos:products matches the Cockpit',
    roles: [role('r', ['sos:products'])],
    ask: at(inventory, undefined, '/a'),
    answer: 'granted',
  },
  {
    what: '2.2 sos:products for one Controller gives nothing at the Cockpit',
    roles: [role('r', ['c1/sos:products'])],
    ask: at(inventory, 'c1', '/a'),
    answer: 'notGranted',
  },
  {
    what: '2.2 a stored * is no wildcard',
    roles: [role('r', [`*/${view}`])],
    ask: at(view, 'c1'),
    answer: 'notGranted',
  },
  {
    what: '2.2 a stored * does not hold for all',
    roles: [role('r', [`*/${view}`])],
    ask: at(view, allControllers),
    answer: 'notGranted',
  },
  {
    what: 'a Controller permission without a Controller is refused',
    roles: [role('r', ['sos:products'])],
    ask: at(view),
    answer: 'controllerMissing',
  },
  {
    what: 'an empty Controller id is none',
    roles: [role('r', ['sos:products'])],
    ask: at(view, ''),
    answer: 'controllerMissing',
  },
  {
    what: '2.3 folders do not touch permissions without a folder',
    roles: [role('r', [view], ['/a'])],
    ask: at(view, 'c1', '/b'),
    answer: 'granted',
  },
  {
    what: '2.4 a denial of the leaf beats a grant above',
    roles: [role('r', ['sos:products', `-${cancel}`])],
    ask: at(cancel, 'c1', '/a'),
    answer: 'denied',
  },
  {
    what: '2.4 a denial above beats a grant of the leaf',
    roles: [role('r', ['-sos:products:controller', cancel])],
    ask: at(cancel, 'c1', '/a'),
    answer: 'denied',
  },
  {
    what: '2.4 a denial in another role beats',
    roles: [role('r', [cancel]), role('s', [`-${cancel}`])],
    ask: at(cancel, 'c1', '/a'),
    answer: 'denied',
  },
  {
    what: '2.4 a denial for one Controller beats a grant for all, there',
    roles: [role('r', [view, `-c1/${view}`])],
    ask: at(view, 'c1'),
    answer: 'denied',
  },
  {
    what: '2.4 and nowhere else',
    roles: [role('r', [view, `-c1/${view}`])],
    ask: at(view, 'c2'),
    answer: 'granted',
  },
  {
    what: '2.4 a denial for all beats a grant for one',
    roles: [role('r', [`c1/${view}`, `-${view}`])],
    ask: at(view, 'c1'),
    answer: 'denied',
  },
  {
    what: '2.4 folders of a role do not limit its denials',
    roles: [role('r', [cancel]), role('s', [`-${cancel}`], ['/x'])],
    ask: at(cancel, 'c1', '/a'),
    answer: 'denied',
  },
  {
    what: '2.4 a denial for one Controller does not touch the Cockpit',
    roles: [role('r', ['sos:products', '-c1/sos:products'])],
    ask: at(inventory, 'c1', '/a'),
    answer: 'granted',
  },
  {
    what: '2.5 a grant with its own folder',
    roles: [role('r', [cancel], ['/a/*'])],
    ask: at(cancel, 'c1', '/a/b'),
    answer: 'granted',
  },
  {
    what: '2.5 a grant is not combined with folders of another role',
    roles: [role('r', [cancel], ['/a']), role('s', [view], ['/b'])],
    ask: at(cancel, 'c1', '/b'),
    answer: 'folderNotCovered',
  },
  {
    what: '2.5 a role without grant does not open folders',
    roles: [role('r', [cancel], ['/a']), role('s', [])],
    ask: at(cancel, 'c1', '/b'),
    answer: 'folderNotCovered',
  },
  {
    what: '2.5 an unlimited role is not narrowed by a limited one',
    roles: [role('r', [cancel], ['/a']), role('s', [cancel])],
    ask: at(cancel, 'c1', '/b'),
    answer: 'granted',
  },
  {
    what: '2.6 a folder is covered segment by segment',
    roles: [role('r', [cancel], ['/a/*'])],
    ask: at(cancel, 'c1', '/ab'),
    answer: 'folderNotCovered',
  },
  {
    what: '2.6 case counts in folders',
    roles: [role('r', [cancel], ['/a/*'])],
    ask: at(cancel, 'c1', '/A'),
    answer: 'folderNotCovered',
  },
  {
    what: '2.6 not recursive covers itself',
    roles: [role('r', [cancel], ['/a'])],
    ask: at(cancel, 'c1', '/a'),
    answer: 'granted',
  },
  {
    what: '2.6 not recursive covers nothing below',
    roles: [role('r', [cancel], ['/a'])],
    ask: at(cancel, 'c1', '/a/b'),
    answer: 'folderNotCovered',
  },
  {
    what: '2.6 a folder does not cover what is above',
    roles: [role('r', [cancel], ['/a/b/*'])],
    ask: at(cancel, 'c1', '/a'),
    answer: 'folderNotCovered',
  },
  {
    what: '2.6 the root recursive covers all',
    roles: [role('r', [cancel], ['/*'])],
    ask: at(cancel, 'c1', '/a/b/c'),
    answer: 'granted',
  },
  {
    what: '2.6 the root alone covers the root',
    roles: [role('r', [cancel], ['/'])],
    ask: at(cancel, 'c1', '/'),
    answer: 'granted',
  },
  {
    what: '2.6 the root alone covers nothing below',
    roles: [role('r', [cancel], ['/'])],
    ask: at(cancel, 'c1', '/a'),
    answer: 'folderNotCovered',
  },
  {
    what: '2.6 folders of one Controller replace the general ones there',
    roles: [role('r', [cancel], ['/a', 'c1:/b'])],
    ask: at(cancel, 'c1', '/a'),
    answer: 'folderNotCovered',
  },
  {
    what: '2.6 they hold there',
    roles: [role('r', [cancel], ['/a', 'c1:/b'])],
    ask: at(cancel, 'c1', '/b'),
    answer: 'granted',
  },
  {
    what: '2.6 and the general ones elsewhere',
    roles: [role('r', [cancel], ['/a', 'c1:/b'])],
    ask: at(cancel, 'c2', '/a'),
    answer: 'granted',
  },
  {
    what: '2.6 a Cockpit permission asked for a Controller has its folders',
    roles: [role('r', [inventory], ['/a', 'c1:/b'])],
    ask: at(inventory, 'c1', '/a'),
    answer: 'folderNotCovered',
  },
  {
    what: '2.6 and without one the general folders',
    roles: [role('r', [inventory], ['/a', 'c1:/b'])],
    ask: at(inventory, undefined, '/a'),
    answer: 'granted',
  },
  {
    what: '2.7 a permission with a folder, asked without one, is refused',
    roles: [role('r', ['sos:products'])],
    ask: at(cancel, 'c1'),
    answer: 'folderMissing',
  },
];

for (const { what, roles, ask, answer } of cases)
  test(what, () => {
    const { folder: path, ...rest } = ask;
    const decision = decide(roles, path === undefined ? rest : { ...rest, folder: folder(path) });
    assert.equal(decision.because.kind, answer);
    assert.equal(decision.allowed, answer === 'granted');
  });

test('a grant is explained by role, entry and folder', () => {
  const limited = role('ops', ['sos:products:controller:orders'], ['/pay/*']);
  assert.deepEqual(
    decide([role('r', [view]), limited], {
      permission: cancel,
      controllerId: 'c1',
      folder: folder('/pay/x'),
    }),
    {
      allowed: true,
      because: {
        kind: 'granted',
        role: { serviceId, name: 'ops' },
        entry: { permission: 'sos:products:controller:orders', excluded: false },
        folder: { folder: '/pay', recursive: true },
      },
    },
  );
});

test('a denial is explained by every entry that denies, and what would have to go', () => {
  const roles = [role('r', [cancel]), role('s', [`-${cancel}`]), role('t', ['-c1/sos:products:controller'])];
  const decision = decide(roles, { permission: cancel, controllerId: 'c1', folder: folder('/a') });
  assert.ok(!decision.allowed);
  assert.deepEqual(
    decision.needs.map((change) => [change.kind, 'role' in change ? change.role.name : '']),
    [
      ['removeDenial', 's'],
      ['removeDenial', 't'],
    ],
  );
});

const changes: readonly [what: string, roles: readonly Role[], change: RightsChange][] = [
  [
    'a role that grants elsewhere needs the folder',
    [role('r', [view]), role('s', [cancel], ['/x'])],
    {
      kind: 'addFolder',
      role: { serviceId, name: unwrap(roleName('s')) },
      folder: { folder: folder('/a'), recursive: false },
    },
  ],
  [
    'where the role has folders of that Controller, the folder joins those',
    [role('s', [cancel], ['/a', 'c1:/x'])],
    {
      kind: 'addFolder',
      role: { serviceId, name: unwrap(roleName('s')) },
      folder: { folder: folder('/a'), recursive: false, controllerId: 'c1' },
    },
  ],
  [
    'a role that reaches there needs the grant, for that Controller alone',
    [role('r', [view], ['/x']), role('s', [view])],
    {
      kind: 'addGrant',
      role: { serviceId, name: unwrap(roleName('s')) },
      entry: { permission: cancel, excluded: false, controllerId: 'c1' },
    },
  ],
  [
    'else one more role is needed',
    [role('r', [view], ['/x'])],
    { kind: 'assignRole', entry: { permission: cancel, excluded: false, controllerId: 'c1' } },
  ],
];

for (const [what, roles, change] of changes)
  test(`the smallest change: ${what}`, () => {
    const decision = decide(roles, { permission: cancel, controllerId: 'c1', folder: folder('/a') });
    assert.ok(!decision.allowed);
    assert.deepEqual(decision.needs, [change]);
  });

test('a filter answers as the decision does, and ancestors show as passages', () => {
  const rights = compileAccessRights([role('r', [cancel], ['/a/b/*', '/c'])]);
  const ask = { permission: cancel, controllerId: 'c1' };
  const seen = folderVisibility(rights, ask);
  const shown = ['/', '/a', '/a/b', '/a/b/c', '/ab', '/c', '/c/d'].map((path) => [path, seen(folder(path))]);
  assert.deepEqual(shown, [
    ['/', 'passage'],
    ['/a', 'passage'],
    ['/a/b', 'open'],
    ['/a/b/c', 'open'],
    ['/ab', 'hidden'],
    ['/c', 'open'],
    ['/c/d', 'hidden'],
  ]);
});

test('a denied branch shows no passages', () => {
  const rights = compileAccessRights([role('r', [cancel, `-${cancel}`], ['/a/b'])]);
  const seen = folderVisibility(rights, { permission: cancel, controllerId: 'c1' });
  assert.equal(seen(folder('/a')), 'hidden');
});

const nodes = [
  'sos',
  'sos:products',
  'sos:products:joc',
  'sos:products:joc:inventory',
  'sos:products:controller',
  'sos:products:controller:orders',
  'sos:products:unknown',
  cancel,
  view,
  inventory,
  'sos:products:controller:orders:view',
];
const paths = ['/', '/a', '/a/b', '/a/b/c', '/ab', '/b', '/b/a'];
const controllers = [undefined, 'c1', 'c2'];
const anyController = fc
  .constantFrom(...controllers)
  .map((controllerId) => (controllerId ? { controllerId } : {}));
const anyRole = fc
  .record({
    name: fc.constantFrom('r', 's', 't', 'u'),
    permissions: fc.array(
      fc
        .tuple(fc.constantFrom(...nodes), fc.boolean(), fc.boolean(), anyController)
        .map(([permission, a, b, scope]) => ({ permission, excluded: a && b, ...scope })),
      { maxLength: 4 },
    ),
    folders: fc.array(
      fc
        .tuple(fc.constantFrom(...paths), fc.boolean(), anyController)
        .map(([path, recursive, scope]) => ({ folder: folder(path), recursive, ...scope })),
      { maxLength: 3 },
    ),
  })
  .map((made): Role => ({ ...made, serviceId, name: unwrap(roleName(made.name)), ordering: 0 }));
const anyRoles = fc.uniqueArray(anyRole, { maxLength: 4, selector: ({ name }) => name });
const anyRequest = fc.record(
  {
    permission: fc.constantFrom(...permissions, cancel, cancel, view, inventory, 'sos:products'),
    controllerId: fc.constantFrom('', 'c1', 'c2', 'c3', '*'),
    folder: fc.constantFrom(...paths).map(folder),
  },
  { requiredKeys: ['permission'] },
);

test('decisions agree with an independent reading of the rules', () => {
  fc.assert(
    fc.property(anyRoles, fc.array(anyRequest, { minLength: 1, maxLength: 20 }), (roles, requests) => {
      const rights = compileAccessRights(roles);
      for (const request of requests) {
        const expected = decideByReference(roles, request);
        assert.equal(authorize(rights, request).allowed, expected, JSON.stringify(request));
        if (request.folder !== undefined)
          assert.equal(folderFilter(rights, request)(request.folder), expected);
        if (expected) assert.ok(allowedSomewhere(rights, request));
      }
    }),
    { numRuns: 500 },
  );
});

test('what is granted somewhere is granted in some folder', () => {
  fc.assert(
    fc.property(anyRoles, anyRequest, (roles, request) => {
      const { folder: _, ...ask } = request;
      const everywhere = [...paths, '/x'].map(folder);
      const anywhere = everywhere.some((path) => decideByReference(roles, { ...ask, folder: path }));
      assert.equal(allowedSomewhere(compileAccessRights(roles), ask), anywhere);
    }),
  );
});

test('the smallest change turns the decision, and nothing less does', () => {
  fc.assert(
    fc.property(anyRoles, anyRequest, (roles, request) => {
      const decision = decide(roles, request);
      if (decision.allowed || decision.needs.length === 0) return;
      const turned = decide(decision.needs.reduce(apply, roles), request);
      assert.ok(turned.allowed);
      for (const left of decision.needs) {
        const fewer: readonly Role[] = decision.needs
          .filter((change) => change !== left)
          .reduce(apply, roles);
        assert.equal(decide(fewer, request).allowed, false);
      }
    }),
    { numRuns: 500 },
  );
});

test('only a request that is at fault itself needs no change', () => {
  fc.assert(
    fc.property(anyRoles, anyRequest, (roles, request) => {
      const decision = decide(roles, request);
      if (decision.allowed) return;
      const faulty = /^(unknown|folderMissing|controllerMissing)/.test(decision.because.kind);
      assert.equal(decision.needs.length === 0, faulty);
    }),
  );
});

function apply(roles: readonly Role[], change: RightsChange): readonly Role[] {
  if (change.kind === 'assignRole')
    return [
      ...roles,
      { serviceId, name: unwrap(roleName('new')), ordering: 9, permissions: [change.entry], folders: [] },
    ];
  // No limit stands in the way of a session.
  assert.ok(change.kind !== 'otherToken');
  return roles.map((r) => {
    if (r.name !== change.role.name) return r;
    if (change.kind === 'addGrant') return { ...r, permissions: [...r.permissions, change.entry] };
    if (change.kind === 'addFolder') return { ...r, folders: [...r.folders, change.folder] };
    return { ...r, permissions: r.permissions.filter((entry) => entry !== change.entry) };
  });
}

test('a decision does not depend on what was asked before', () => {
  const rights = compileAccessRights([role('r', [cancel], ['/a/*'])]);
  const many = Array.from({ length: 3000 }, (_, index) =>
    folder(index % 2 ? `/a/f${index}` : `/b/f${index}`),
  );
  for (const round of [1, 2])
    for (const path of many)
      assert.equal(
        authorize(rights, { permission: cancel, controllerId: 'c1', folder: path }).allowed,
        path.startsWith('/a/'),
        `round ${round}`,
      );
});
