import { type FolderPath, type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import { authorize, type Permission } from '@interlock/iam';
import type { Caller } from '../sessions/caller.ts';

/** What somebody wants to do with an object that was found. */
export interface Ask {
  readonly permission: Permission;
  /** The right to see such an object: who lacks it too, is told that there is none (semantics §2.11). */
  readonly view: Permission;
  readonly controllerId?: string;
  readonly folder?: FolderPath;
  /** What is said where the object does not exist, word for word. */
  readonly unknown: Problem;
}

/** Decides about one object: allowed, refused by name, or not there. */
export function decide(caller: Caller, ask: Ask): Result<void> {
  const at = scopeOf(ask);
  const request = { permission: ask.permission, ...at };
  const { allowed } = authorize(caller.rights, request);
  const told =
    !allowed &&
    ask.permission !== ask.view &&
    authorize(caller.rights, { permission: ask.view, ...at }).allowed;
  caller.decisions?.note(request, { allowed, told });
  if (allowed) return succeed(undefined);
  return refuse(told ? lacking(ask.permission, at) : ask.unknown);
}

/** Says which right is missing, and where. */
export function lacking(
  permission: Permission,
  at: { readonly controllerId?: string; readonly folder?: string } = {},
): Problem {
  const where = [
    ...(at.folder === undefined ? [] : [`in the folder ${at.folder}`]),
    ...(at.controllerId === undefined ? [] : [`at the Controller ${at.controllerId}`]),
  ].join(' ');
  return problem(
    'PermissionDenied',
    `The account lacks the permission ${permission}${where === '' ? '' : ` ${where}`}.`,
  );
}

function scopeOf({ controllerId, folder }: Pick<Ask, 'controllerId' | 'folder'>) {
  return {
    ...(controllerId === undefined ? {} : { controllerId }),
    ...(folder === undefined ? {} : { folder }),
  };
}
