import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderPath, unwrap } from '@interlock/base';
import fc from 'fast-check';
import { aRole } from '../../../testing/conformance/iam-samples.ts';
import { allControllerIds, allFolders, anyRequest, anyRoles } from '../../../testing/reference/any-roles.ts';
import { decideByReference, decideSomewhereByReference } from '../../../testing/reference/decide.ts';
import { compileAccessRights } from '../permissions/access-rights.ts';
import { authorize } from '../permissions/authorize.ts';
import type { RightsChange } from '../permissions/decision.ts';
import type { Role } from '../permissions/role.ts';
import { decideAnywhere } from './decide-anywhere.ts';
import { type ExplainedAccount, explain, explainDecision } from './explain.ts';

const ada: ExplainedAccount = { name: 'ada', serviceName: 'local', state: 'active' };
const cancel = 'sos:products:controller:orders:cancel';
const orders = 'sos:products:controller:orders';
const folder = (path: string) => unwrap(folderPath(path));
const asked = { permission: cancel, controllerId: 'c1', folder: folder('/pay/in') };

test('the explanation says what the decision and the rules say', () => {
  fc.assert(
    fc.property(anyRoles(), anyRequest, (roles, request) => {
      const rights = compileAccessRights(roles);
      const { allowed } = explain(ada, rights, request);
      assert.equal(allowed, authorize(rights, request).allowed);
      assert.equal(allowed, decideByReference(roles, request));
    }),
    { numRuns: 1_000 },
  );
});

test('what is asked for no place is allowed where it is allowed at one', () => {
  fc.assert(
    fc.property(anyRoles(), anyRequest, (roles, { permission, controllerId, folder: named }) => {
      const rights = compileAccessRights(roles);
      const request = {
        permission,
        ...(controllerId ? { controllerId } : {}),
        ...(named ? { folder: named } : {}),
      };
      const places = controllerId ? [controllerId] : allControllerIds;
      const expected = places.some((place) =>
        decideSomewhereByReference(
          roles,
          { permission, controllerId: place },
          named === undefined ? allFolders : [named],
        ),
      );
      const found = decideAnywhere(rights, request, ['c1', 'c2']).allowed;
      // Without a Controller, the general folders of a Cockpit permission count.
      if (controllerId || permission.startsWith('sos:products:controller')) assert.equal(found, expected);
      else
        assert.equal(
          found,
          decideSomewhereByReference(roles, { permission }, named === undefined ? allFolders : [named]),
        );
    }),
    { numRuns: 500 },
  );
});

test('the smallest change that is told turns the answer, and without any one step it does not', () => {
  fc.assert(
    fc.property(anyRoles(), anyRequest, (roles, request) => {
      const { allowed, needs } = explain(ada, compileAccessRights(roles), request);
      if (allowed || needs.length === 0) return;
      const changes = needs.map(({ change }) => change);
      assert.ok(decideByReference(changes.reduce(apply, roles), request));
      for (const left of changes) {
        const fewer = changes.filter((change) => change !== left).reduce(apply, roles);
        assert.equal(decideByReference(fewer, request), false);
      }
    }),
    { numRuns: 500 },
  );
});

function apply(roles: readonly Role[], change: RightsChange): readonly Role[] {
  if (change.kind === 'otherToken') return roles;
  if (change.kind === 'assignRole')
    return [...roles, aRole('new', { permissions: [change.entry], folders: [] })];
  return roles.map((role) => {
    if (role.name !== change.role.name || role.serviceId !== change.role.serviceId) return role;
    if (change.kind === 'addGrant') return { ...role, permissions: [...role.permissions, change.entry] };
    if (change.kind === 'addFolder') return { ...role, folders: [...role.folders, change.folder] };
    return { ...role, permissions: role.permissions.filter((entry) => entry !== change.entry) };
  });
}

test('a grant is explained from the account to the folder that covers', () => {
  const role = aRole('operator', {
    permissions: [{ permission: orders, excluded: false, controllerId: 'c1' }],
    folders: [{ folder: folder('/pay'), recursive: true }],
  });
  const explanation = explain(ada, compileAccessRights([role]), asked);
  assert.deepEqual(
    explanation.steps.map(({ kind, text }) => [kind, text]),
    [
      ['account', 'The account ada of the Identity Service local.'],
      ['roles', 'It has the role operator.'],
      ['grant', `The role operator grants ${orders} at the Controller c1.`],
      ['folder', 'The role operator is limited to the folder /pay and below, which covers it.'],
      ['result', 'Allowed.'],
    ],
  );
  assert.deepEqual(explanation.needs, []);
});

test('a denial is explained by the entry that denies, and by what would have to go', () => {
  const role = aRole('operator', {
    permissions: [
      { permission: orders, excluded: false },
      { permission: 'sos:products:controller', excluded: true, controllerId: 'c1' },
    ],
  });
  const explanation = explain(ada, compileAccessRights([role]), asked);
  assert.equal(explanation.reason, 'The role operator denies sos:products:controller at the Controller c1.');
  assert.deepEqual(
    explanation.needs.map(({ text }) => text),
    ['Remove the denial of sos:products:controller at the Controller c1 from the role operator.'],
  );
});

test('a folder that is not covered is explained by those that are', () => {
  const role = aRole('operator', {
    permissions: [{ permission: orders, excluded: false }],
    folders: [{ folder: folder('/pay'), recursive: false }],
  });
  const explanation = explain(ada, compileAccessRights([role]), asked);
  assert.equal(explanation.reason, 'It is granted in other folders alone: the folder /pay.');
  assert.deepEqual(
    explanation.steps.map(({ kind }) => kind),
    ['account', 'roles', 'grant', 'folder', 'result'],
  );
  assert.deepEqual(
    explanation.needs.map(({ text }) => text),
    ['Add the folder /pay/in to the role operator.'],
  );
});

test('an account without roles is told so', () => {
  const explanation = explain({ ...ada, state: 'blocked' }, compileAccessRights([]), asked);
  assert.deepEqual(
    explanation.steps.map(({ text }) => text),
    [
      'The account ada of the Identity Service local. Its name is blocked: it can not log in.',
      'It has no role.',
      'Refused. No role of the account grants it here.',
    ],
  );
  assert.deepEqual(
    explanation.needs.map(({ text }) => text),
    [`Assign one more role, which grants ${cancel} at the Controller c1.`],
  );
});

test('a sentence names ten folders at most, and counts the rest', () => {
  const folders = Array.from({ length: 13 }, (_, at) => ({ folder: folder(`/f${at}`), recursive: false }));
  const role = aRole('operator', { permissions: [{ permission: orders, excluded: false }], folders });
  const rights = compileAccessRights([role]);
  const { reason } = explainDecision(ada, rights, authorize(rights, asked));
  assert.match(reason, /the folder \/f9 and 3 more\.$/);
});
