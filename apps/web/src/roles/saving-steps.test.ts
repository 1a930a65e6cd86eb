import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FolderPath } from '@interlock/base';
import { allControllers, authorize, type Permission, permissionCatalog } from '@interlock/iam';
import fc from 'fast-check';
import { rebased, withStep } from './rebased.ts';
import { foldersIn, markOf, type RoleDraft, saysTheSame, withFolder, withMark } from './role-draft.ts';
import { savingSteps } from './saving-steps.ts';
import { rightsOf } from './scope-effect.ts';

const nothing: RoleDraft = { permissions: [], folders: [] };
const scopes = ['', 'c1', 'c2'];
const asked: readonly Permission[] = [
  'sos:products:controller:orders:cancel',
  'sos:products:controller:view',
  'sos:products:joc:inventory:view',
  'sos:products:joc:auditlog:view',
];
const names = ['sos:products', 'sos:products:joc', 'sos:products:controller:orders', ...asked, 'sos:nothing'];
const folders = ['/', '/a', '/a/b', '/c'] as readonly FolderPath[];

const draft: fc.Arbitrary<RoleDraft> = fc
  .tuple(
    fc.array(
      fc.tuple(fc.constantFrom(...scopes), fc.constantFrom(...names), fc.constantFrom('granted', 'denied')),
      { maxLength: 6 },
    ),
    fc.array(fc.tuple(fc.constantFrom(...scopes), fc.constantFrom(...folders), fc.boolean()), {
      maxLength: 4,
    }),
  )
  .map(([marks, places]) =>
    places.reduce(
      (made, [scope, folder, recursive]) => withFolder(made, scope, folder, recursive),
      marks.reduce((made, [scope, name, mark]) => withMark(made, scope, name, mark as 'granted'), nothing),
    ),
  );

test('the steps make of the stored role the one that is wanted', () => {
  fc.assert(
    fc.property(draft, draft, (stored, wanted) => {
      assert.ok(saysTheSame(savingSteps(stored, wanted).reduce(withStep, stored), wanted));
    }),
  );
});

test('a role that is as wanted takes no step, and no step says what is so already', () => {
  fc.assert(
    fc.property(draft, draft, (stored, wanted) => {
      assert.deepEqual(savingSteps(stored, stored), []);
      for (const step of savingSteps(stored, wanted)) {
        if (step.call === 'iam.permissions.store')
          for (const { permissionPath, excluded } of step.permissions)
            assert.notEqual(markOf(stored, step.scope, permissionPath), excluded ? 'denied' : 'granted');
        if (step.call === 'iam.folders.delete')
          for (const name of step.folderNames)
            assert.ok(foldersIn(stored, step.scope).some(({ folder }) => folder === name));
      }
    }),
  );
});

test('a role that is saved by half never gives what neither the old nor the new one gives', () => {
  fc.assert(
    fc.property(draft, draft, (stored, wanted) => {
      const given = [stored, wanted].map(allowedIn);
      let role = stored;
      for (const step of savingSteps(stored, wanted)) {
        role = withStep(role, step);
        for (const one of allowedIn(role))
          assert.ok(
            given.some((set) => set.has(one)),
            one,
          );
      }
    }),
    { numRuns: 2_000 },
  );
});

test('changes that are put on top of what others stored undo nothing of theirs but what they touch', () => {
  fc.assert(
    fc.property(draft, draft, draft, (base, mine, theirs) => {
      const joined = rebased(base, mine, theirs);
      for (const scope of scopes)
        for (const name of names) {
          const isMine = markOf(base, scope, name) !== markOf(mine, scope, name);
          assert.equal(markOf(joined, scope, name), markOf(isMine ? mine : theirs, scope, name));
        }
    }),
  );
});

function allowedIn(role: RoleDraft): ReadonlySet<string> {
  const rights = rightsOf(role);
  const found = new Set<string>();
  for (const permission of asked)
    for (const controllerId of [allControllers, 'c1', 'c2'])
      for (const folder of ['/', '/x', '/a', '/a/b', '/a/b/c', '/c', '/c/d'] as FolderPath[]) {
        if (!permissionCatalog[permission].hasFolder && folder !== '/') continue;
        if (authorize(rights, { permission, controllerId, folder }).allowed)
          found.add(`${permission} at ${controllerId} in ${folder}`);
      }
  return found;
}
