import type { Result } from '@interlock/base';
import type { ResponseOf } from '@interlock/cockpit-api';
import {
  type AccessPicture,
  administratorStays,
  type ChangeDraft,
  type IamPorts,
  isKnownPermission,
  mayChangeRole,
  mayTouchAccount,
  namesWithoutRole,
  portsAfter,
  type Role,
  rightsOfSubjects,
  roleBefore,
  widenedAt,
} from '@interlock/iam';
import type { Caller } from '../sessions/caller.ts';

type Warning = ResponseOf<'iam.rehearsal'>['warnings'][number];

/** What has to be known of a change before it is made, besides who gains and who loses. */
export async function draftWarnings(
  stores: IamPorts,
  caller: Caller,
  draft: ChangeDraft,
  { before, after }: { readonly before: AccessPicture; readonly after: AccessPicture },
): Promise<Warning[]> {
  return [
    ...(draft.kind === 'role' ? roleWarnings(before.roles, draft.role) : []),
    ...(draft.kind === 'assignment'
      ? namesWithoutRole(before.roles, draft.serviceId, draft.roles).map((name): Warning => {
          return { kind: 'unknownRole', text: `There is no role ${name}: it gives nothing.` };
        })
      : []),
    ...handOutWarning(mayMake(caller, draft, before, after)),
    ...((await administratorStays(portsAfter(stores, after, draft))).ok ? [] : [lastAdministrator]),
  ];
}

const lastAdministrator: Warning = {
  kind: 'lastAdministrator',
  text: 'Nobody would be left who can administer accounts, so the change would be refused.',
};

function roleWarnings(roles: readonly Role[], role: Role): readonly Warning[] {
  const widened = widenedAt(roleBefore(roles, role.serviceId, role.name), role).map(
    (controllerId): Warning => {
      const where = controllerId === '' ? '' : ` at the Controller ${controllerId}`;
      return {
        kind: 'roleWidens',
        text: `The last folder of the role ${role.name}${where} goes: without any it holds everywhere${where}.`,
      };
    },
  );
  const unknown = role.permissions
    .filter(({ permission }) => !isKnownPermission(permission))
    .map(({ permission }): Warning => {
      return { kind: 'unknownPermission', text: `There is no permission ${permission}: it has no effect.` };
    });
  return [...widened, ...unknown];
}

function handOutWarning(allowed: Result<void>): readonly Warning[] {
  return allowed.ok ? [] : [{ kind: 'beyondOwnRights', text: allowed.problem.message }];
}

/** Whether the caller could make the change himself (semantics §2.8). */
function mayMake(
  { rights }: Caller,
  draft: ChangeDraft,
  before: AccessPicture,
  after: AccessPicture,
): Result<void> {
  if (draft.kind === 'role')
    return mayChangeRole(rights, roleBefore(before.roles, draft.role.serviceId, draft.role.name), draft.role);
  if (draft.kind === 'removedRole')
    return mayChangeRole(rights, roleBefore(before.roles, draft.serviceId, draft.name), undefined);
  const [was, willBe] = [before, after].map((picture) => rolesOfAccount(picture, draft));
  return mayTouchAccount(rights, was ?? [], willBe ?? []);
}

function rolesOfAccount(
  { subjects, roles }: AccessPicture,
  { serviceId, accountName }: Extract<ChangeDraft, { readonly kind: 'assignment' }>,
): readonly Role[] {
  const account = subjects.find(
    ({ kind, service, name }) => kind === 'account' && service.id === serviceId && name === accountName,
  );
  return account === undefined ? [] : rightsOfSubjects(roles)(account).roles;
}
