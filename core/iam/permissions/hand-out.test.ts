import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderPath, unwrap } from '@interlock/base';
import fc from 'fast-check';
import { aRole } from '../../../testing/conformance/iam-samples.ts';
import { compileAccessRights } from './access-rights.ts';
import { authorize } from './authorize.ts';
import { lackingRight, mayChangeRole, mayTouchAccount, mayTouchService } from './hand-out.ts';
import type { FolderEntry, PermissionEntry, Role } from './role.ts';

const cancel = 'sos:products:controller:orders:cancel';
const view = 'sos:products:controller:view';

/** `-p` denies, `c1/p` is for one Controller; `/a` is a folder, `/a/*` a recursive one, `c1:/a` for one Controller. */
function role(entries: readonly string[], folders: readonly string[] = [], name = 'role'): Role {
  return aRole(name, { permissions: entries.map(entryOf), folders: folders.map(folderOf) });
}

function entryOf(text: string): PermissionEntry {
  const [, minus, controllerId, permission = ''] = /^(-?)(?:([^/]*)\/)?(.*)$/.exec(text) ?? [];
  return { permission, excluded: minus === '-', ...(controllerId ? { controllerId } : {}) };
}

function folderOf(text: string): FolderEntry {
  const [, controllerId, path = ''] = /^(?:([^/:]*):)?(.*)$/.exec(text) ?? [];
  const recursive = path.endsWith('/*');
  const folder = unwrap(folderPath(recursive ? path.slice(0, -2) || '/' : path));
  return { folder, recursive, ...(controllerId ? { controllerId } : {}) };
}

const covering: readonly [what: string, held: readonly Role[], touched: readonly Role[], covered: boolean][] =
  [
    [
      'who holds everything covers everything',
      [role(['sos:products'])],
      [role(['sos:products', `c1/${view}`], ['/a'])],
      true,
    ],
    ['who holds nothing covers nothing', [], [role([view])], false],
    ['nothing is covered by nothing', [], [], true],
    ['a leaf does not cover its branch', [role([cancel])], [role(['sos:products:controller:orders'])], false],
    ['one Controller does not cover all', [role([`c1/${view}`])], [role([view])], false],
    ['all cover one', [role([view])], [role([`c1/${view}`])], true],
    ['all but one do not cover all', [role([view, `-c2/${view}`])], [role([view])], false],
    ['all but one cover another', [role([view, `-c2/${view}`])], [role([`c1/${view}`])], true],
    ['a folder does not cover everywhere', [role([cancel], ['/a/*'])], [role([cancel])], false],
    ['the root recursive covers everywhere', [role([cancel], ['/*'])], [role([cancel])], true],
    ['the root alone does not', [role([cancel], ['/'])], [role([cancel])], false],
    [
      'a recursive folder covers one below',
      [role([cancel], ['/a/*'])],
      [role([cancel], ['/a/b/*', '/a'])],
      true,
    ],
    [
      'a folder alone does not cover it recursively',
      [role([cancel], ['/a'])],
      [role([cancel], ['/a/*'])],
      false,
    ],
    [
      'a folder and all its named children do not cover it recursively',
      [role([cancel], ['/a', '/a/b/*', '/a/c/*'])],
      [role([cancel], ['/a/*'])],
      false,
    ],
    ['segments, not letters', [role([cancel], ['/a/*'])], [role([cancel], ['/ab'])], false],
    [
      'two roles do not lend each other folders',
      [role([cancel], ['/a']), role([view], ['/b'])],
      [role([cancel], ['/b'])],
      false,
    ],
    ['folders of one Controller', [role([cancel], ['/*', 'c1:/a'])], [role([`c1/${cancel}`])], false],
    ['folders touched at one Controller', [role([cancel], ['/a'])], [role([cancel], ['/a', 'c1:/b'])], false],
    [
      'what the touched roles deny themselves is not touched',
      [role([view])],
      [role([view, cancel, `-${cancel}`])],
      true,
    ],
    ['unknown names give nothing', [], [role(['sos:products:unknown', '*'])], true],
  ];

for (const [what, held, touched, covered] of covering)
  test(what, () => {
    const lacking = lackingRight(compileAccessRights(held), compileAccessRights(touched));
    assert.equal(lacking === undefined, covered, JSON.stringify(lacking));
  });

test('whoever covers another can do all that the other can', () => {
  const entry = fc.constantFrom(
    view,
    cancel,
    `c1/${view}`,
    `-c1/${view}`,
    `-${cancel}`,
    'sos:products:controller',
  );
  const path = fc.constantFrom('/', '/*', '/a', '/a/*', '/a/b/*', 'c1:/a', 'c1:/*');
  const roles = fc.array(
    fc.tuple(fc.array(entry, { maxLength: 3 }), fc.array(path, { maxLength: 2 })).map(([e, f]) => role(e, f)),
    { maxLength: 2 },
  );
  fc.assert(
    fc.property(roles, roles, (mine, theirs) => {
      const [held, touched] = [compileAccessRights(mine), compileAccessRights(theirs)];
      if (lackingRight(held, touched) !== undefined) return;
      for (const permission of [view, cancel])
        for (const controllerId of ['c1', 'c2'])
          for (const text of ['/', '/a', '/a/b', '/a/b/c', '/x/y']) {
            const request = { permission, controllerId, folder: unwrap(folderPath(text)) };
            if (authorize(touched, request).allowed) assert.ok(authorize(held, request).allowed);
          }
    }),
    { numRuns: 1_000 },
  );
});

const mine = [role(['sos:products:controller:orders'], ['/a/*'])];
const within = role([cancel], ['/a']);
const roleChanges: readonly [
  what: string,
  before: Role | undefined,
  after: Role | undefined,
  allowed: boolean,
][] = [
  ['a new role within the own rights', undefined, within, true],
  ['a new role beyond them', undefined, role([view]), false],
  ['a new role without folders, which is everywhere', undefined, role([cancel]), false],
  ['a role that is deleted, within', within, undefined, true],
  ['a role that is deleted, beyond', role([view]), undefined, false],
  ['an entry beyond that stays is not touched', role([view, cancel], ['/a']), role([view], ['/a']), true],
  ['an entry beyond that goes is touched', role([view, cancel], ['/a']), role([cancel], ['/a']), false],
  ['removing the last folder widens', role([cancel], ['/a']), role([cancel]), false],
  ['widening a folder within the own', role([cancel], ['/a']), role([cancel], ['/a/*']), true],
  ['widening a folder beyond', role([cancel], ['/a']), role([cancel], ['/b']), false],
  ['narrowing a folder of a wider role', role([cancel], ['/*']), role([cancel], ['/a']), false],
  [
    'changing folders touches every grant',
    role([view, cancel], ['/a']),
    role([view, cancel], ['/a/*']),
    false,
  ],
  [
    'the order of folders does not matter',
    role([view, cancel], ['/a', '/b']),
    role([view, cancel], ['/b', '/a']),
    true,
  ],
  ['taking away a denial gives', role([`-${view}`]), role([]), false],
  [
    'taking away a denial, everywhere, of what is held in folders',
    role([`-${cancel}`], ['/a']),
    role([], ['/a']),
    false,
  ],
  ['adding a denial beyond takes from others', role([]), role([`-${view}`]), false],
  ['renaming a role beyond', role([view], [], 'one'), role([view], [], 'two'), false],
  ['renaming a role within', role([cancel], ['/a'], 'one'), role([cancel], ['/a'], 'two'), true],
  ['an unknown name is nothing to hold', undefined, role(['sos:products:unknown']), true],
];

for (const [what, before, after, allowed] of roleChanges)
  test(`changing a role: ${what}: ${allowed ? 'allowed' : 'refused'}`, () => {
    assert.equal(mayChangeRole(compileAccessRights(mine), before, after).ok, allowed);
  });

test('who holds everything everywhere may change every role', () => {
  const held = compileAccessRights([role(['sos:products'])]);
  for (const [, before, after] of roleChanges) assert.ok(mayChangeRole(held, before, after).ok);
});

const accounts: readonly [what: string, before: readonly Role[], after: readonly Role[], allowed: boolean][] =
  [
    ['an account within the own rights', [within], [within], true],
    ['resetting one that can do more', [within, role([view])], [within, role([view])], false],
    ['giving it more than the own', [within], [within, role([view])], false],
    ['taking from one that had more', [role([view])], [], false],
    [
      'taking a role that denies',
      [role([cancel, view], ['/a']), role([`-${view}`])],
      [role([cancel, view], ['/a'])],
      false,
    ],
    ['a new account without roles', [], [], true],
  ];

for (const [what, before, after, allowed] of accounts)
  test(`touching an account: ${what}: ${allowed ? 'allowed' : 'refused'}`, () => {
    assert.equal(mayTouchAccount(compileAccessRights(mine), before, after).ok, allowed);
  });

test('who may touch a service has to hold all that any of its roles grants, denied elsewhere or not', () => {
  const held = compileAccessRights(mine);
  assert.ok(mayTouchService(held, []).ok);
  assert.ok(mayTouchService(held, [within]).ok);
  assert.ok(!mayTouchService(held, [within, role([view])]).ok);
  assert.ok(!mayTouchService(held, [role([view]), role([`-${view}`])]).ok);
});

test('the refusal names the right, the Controller and the folder', () => {
  const refused = mayChangeRole(compileAccessRights(mine), undefined, role([`c1/${cancel}`], ['/b/*']));
  assert.ok(!refused.ok);
  assert.equal(refused.problem.code, 'PermissionDenied');
  assert.equal(
    refused.problem.message,
    `This concerns the permission ${cancel} for the Controller c1 in the folder /b and below, which the account itself does not hold.`,
  );
});
