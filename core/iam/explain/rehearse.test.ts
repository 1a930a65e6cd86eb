import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderPath, unwrap } from '@interlock/base';
import fc from 'fast-check';
import { anAccount, aRole, aService, keyOf, roleNamed } from '../../../testing/conformance/iam-samples.ts';
import {
  allControllerIds,
  allFolders,
  anyRequest,
  anyRole,
  anyRoles,
  busyLeaves,
} from '../../../testing/reference/any-roles.ts';
import { decideByReference, decideSomewhereByReference } from '../../../testing/reference/decide.ts';
import type { Role } from '../permissions/role.ts';
import { applyDraft, type ChangeDraft, widenedAt } from './change-draft.ts';
import type { DecisionRecord } from './decision-record.ts';
import { rehearse, replayer } from './rehearse.ts';
import type { AccessPicture, Subject } from './subject.ts';

const service = aService();
const roleNames = ['r', 's', 't', 'u', 'new'];
const anyNames = fc.uniqueArray(fc.constantFrom(...roleNames), { maxLength: 4 });
const anySubjects = fc
  .array(anyNames, { minLength: 1, maxLength: 5 })
  .map((drawn) => drawn.map((names, at) => subjectWith(`a${at}`, names)));
const anyDraft: fc.Arbitrary<ChangeDraft> = fc.oneof(
  anyRole('local', roleNames).map((role) => ({ kind: 'role', role }) as const),
  fc.constantFrom('r', 's').map((name) => {
    return { kind: 'removedRole', serviceId: service.id, name: roleNamed(name) } as const;
  }),
  anyNames.map((names) => {
    const roles = names.map(roleNamed);
    return { kind: 'assignment', serviceId: service.id, accountName: 'a0', roles } as const;
  }),
);

function subjectWith(name: string, names: readonly string[]): Subject {
  return {
    kind: 'account',
    key: keyOf('local', name),
    name,
    service,
    state: 'active',
    roleNames: names.map(roleNamed),
  };
}

/** The roles of a subject before and after a draft, worked out without the code under test. */
function rolesOfBoth(
  roles: readonly Role[],
  subject: Subject,
  draft: ChangeDraft,
): [readonly Role[], readonly Role[]] {
  const held = (all: readonly Role[], names: readonly string[]) =>
    all.filter(({ name }) => names.includes(name));
  const before = held(roles, subject.roleNames);
  if (draft.kind === 'assignment')
    return [before, subject.name === draft.accountName ? held(roles, draft.roles) : before];
  const name = draft.kind === 'role' ? draft.role.name : draft.name;
  const others = roles.filter((role) => role.name !== name);
  return [before, held(draft.kind === 'role' ? [...others, draft.role] : others, subject.roleNames)];
}

test('who gains and who loses is the difference of all decisions before and after', () => {
  fc.assert(
    fc.property(anyRoles(), anySubjects, anyDraft, (roles, subjects, draft) => {
      const before: AccessPicture = { subjects, roles };
      const found = new Map(
        rehearse(before, applyDraft(before, draft)).map((each) => [each.subject.name, each.differences]),
      );
      for (const subject of subjects) {
        const [was, willBe] = rolesOfBoth(roles, subject, draft);
        const differences = found.get(subject.name) ?? [];
        for (const permission of [...busyLeaves, 'sos:products:joc:auditlog:view'])
          for (const controllerId of allControllerIds) {
            const of = differences.filter((each) => each.permission === permission);
            const told =
              of.find((each) => each.controllerId === controllerId) ??
              of.find((each) => each.controllerId === '*' && !each.except.includes(controllerId));
            const differs = (one: readonly Role[], other: readonly Role[]) =>
              allFolders.some((folder) => {
                const ask = { permission, controllerId, folder };
                return !decideByReference(one, ask) && decideByReference(other, ask);
              });
            assert.equal(told?.gains ?? false, differs(was, willBe), `gains ${permission} ${controllerId}`);
            assert.equal(told?.loses ?? false, differs(willBe, was), `loses ${permission} ${controllerId}`);
          }
      }
    }),
    { numRuns: 150 },
  );
});

test('a replay is the difference of the past questions, decided before and after', () => {
  const anyRecords = fc.array(
    fc.record({ request: anyRequest, who: fc.constantFrom('a0', 'a1'), allowed: fc.boolean() }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(anyRoles(), anySubjects, anyDraft, anyRecords, (roles, subjects, draft, drawn) => {
      const before: AccessPicture = { subjects, roles };
      const records = drawn.map(({ request, who, allowed }, at): DecisionRecord => {
        return { ...request, accountKey: keyOf('local', who), allowed, count: at + 1, lastAtMs: at };
      });
      const replay = replayer(before, applyDraft(before, draft), ['c1', 'c2']);
      for (const subject of subjects) {
        const own = records.filter(({ accountKey }) => accountKey === subject.key);
        const [was, willBe] = rolesOfBoth(roles, subject, draft);
        const expected = own.flatMap((record) => {
          const [one, other] = [was, willBe].map((held) => allowedSomewhere(held, record));
          return one === other ? [] : [[record.count, one, other]];
        });
        const changed = replay(subject, own);
        assert.deepEqual(
          changed.map((each) => [each.record.count, each.before, each.after]),
          expected,
        );
        // Whoever gains and loses nothing is answered as before, so that nobody has to ask.
        const differs = rehearse(before, applyDraft(before, draft)).some((each) => each.subject === subject);
        assert.ok(differs || changed.length === 0);
      }
    }),
    { numRuns: 300 },
  );
});

function allowedSomewhere(
  roles: readonly Role[],
  { permission, controllerId, folder }: DecisionRecord,
): boolean {
  const folders = folder === undefined ? allFolders : [folder];
  const isOfController = permission.startsWith('sos:products:controller:');
  if (isOfController && !controllerId)
    return ['*', 'c1', 'c2'].some((place) =>
      decideSomewhereByReference(roles, { permission, controllerId: place }, folders),
    );
  const at = controllerId ? { permission, controllerId } : { permission };
  return decideSomewhereByReference(roles, at, folders);
}

test('a role whose last folder goes is said to widen, also where it goes for one Controller alone', () => {
  const folder = (path: string, controllerId?: string) => ({
    folder: unwrap(folderPath(path)),
    recursive: false,
    ...(controllerId === undefined ? {} : { controllerId }),
  });
  const role = (...folders: readonly ReturnType<typeof folder>[]) => aRole('r', { folders });
  assert.deepEqual(widenedAt(role(folder('/a')), role()), ['']);
  assert.deepEqual(widenedAt(role(folder('/a')), role(folder('/b'))), []);
  assert.deepEqual(widenedAt(role(folder('/a', 'c1')), role()), ['c1']);
  assert.deepEqual(widenedAt(role(folder('/a'), folder('/b', 'c1')), role(folder('/a'))), []);
  assert.deepEqual(widenedAt(role(folder('/a'), folder('/b', 'c1')), role(folder('/b', 'c1'))), ['']);
  assert.deepEqual(widenedAt(undefined, role()), []);
});

test('an assignment of one account leaves an equal name in another service alone', () => {
  const other: Subject = {
    ...subjectWith('a0', ['r']),
    service: aService('other'),
    key: anAccount('a0').key,
  };
  const roles = [aRole('r', { permissions: [{ permission: 'sos:products', excluded: false }] })];
  const before: AccessPicture = { subjects: [subjectWith('a0', ['r']), other], roles };
  const draft = { kind: 'assignment', serviceId: service.id, accountName: 'a0', roles: [] } as const;
  assert.deepEqual(
    rehearse(before, applyDraft(before, draft)).map(({ subject }) => subject.service.name),
    ['local'],
  );
});
