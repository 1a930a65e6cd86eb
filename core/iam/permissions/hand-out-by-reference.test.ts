import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderPath, unwrap } from '@interlock/base';
import fc from 'fast-check';
import { serviceNamed } from '../../../testing/conformance/iam-samples.ts';
import { allControllerIds, allFolders, anyRoles } from '../../../testing/reference/any-roles.ts';
import { decideByReference } from '../../../testing/reference/decide.ts';
import { compileAccessRights } from './access-rights.ts';
import { defaultRolesOf } from './default-roles.ts';
import { mayChangeRole, mayTouchAccount } from './hand-out.ts';
import { permissions } from './permission-catalog.ts';
import type { Role } from './role.ts';

const shipped = defaultRolesOf(serviceNamed('local'));

/** Whether everything that some roles allow is allowed by others too, asked one by one (semantics §2.8). */
function holdsAll(held: readonly Role[], touched: readonly Role[]): boolean {
  return permissions.every((permission) =>
    allControllerIds.every((controllerId) =>
      allFolders.every((folder) => {
        const ask = { permission, controllerId, folder };
        return !decideByReference(touched, ask) || decideByReference(held, ask);
      }),
    ),
  );
}

/** Every shipped role alone, within a folder, and with a denial beside it. */
const callers: readonly (readonly Role[])[] = shipped.flatMap((role) => [
  [role],
  [{ ...role, folders: [{ folder: unwrap(folderPath('/a')), recursive: true }] }],
  [role, denying('sos:products:joc:administration')],
  [role, denying('sos:products:controller:orders', 'c1')],
]);

function denying(permission: string, controllerId?: string): Role {
  const [all] = shipped;
  if (all === undefined) throw new Error('there are shipped roles');
  const entry = { permission, excluded: true, ...(controllerId === undefined ? {} : { controllerId }) };
  return { ...all, permissions: [entry] };
}

test('of the shipped roles everybody hands out exactly those of which he holds every right', () => {
  let allowed = 0;
  for (const caller of callers)
    for (const target of shipped) {
      const expected = holdsAll(caller, [target]);
      const rights = compileAccessRights(caller);
      const what = `${caller.map(({ name }) => name).join('+')} → ${target.name}`;
      assert.equal(mayTouchAccount(rights, [], [target]).ok, expected, what);
      assert.equal(mayTouchAccount(rights, [target], []).ok, expected, what);
      assert.equal(mayChangeRole(rights, undefined, target).ok, expected, what);
      assert.equal(mayChangeRole(rights, target, undefined).ok, expected, what);
      if (expected) allowed += 1;
    }
  // A rule that refuses all of them, or none, would show nothing.
  assert.ok(allowed > 0 && allowed < callers.length * shipped.length);
});

test('whoever may touch an account holds all that it can do, whatever the roles', () => {
  fc.assert(
    fc.property(anyRoles(), anyRoles(), (held, touched) => {
      const { ok } = mayTouchAccount(compileAccessRights(held), touched, touched);
      if (ok) assert.ok(holdsAll(held, touched));
      else assert.ok(!holdsAll(held, touched));
    }),
    { numRuns: 60 },
  );
});
