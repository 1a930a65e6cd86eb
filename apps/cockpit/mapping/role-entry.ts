import { folderPath, problem, type Result, refuse, succeed } from '@interlock/base';
import type { FolderEntry, PermissionEntry } from '@interlock/iam';

interface GivenPermission {
  readonly permissionPath: string;
  readonly excluded?: boolean | undefined;
}

interface GivenFolder {
  readonly folder: string;
  readonly recursive?: boolean | undefined;
}

// Any name may be stored (semantics §2.1), but none that can not be shown.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** A permission as a request gives it, as a role holds it. */
export function permissionEntry(
  { permissionPath, excluded = false }: GivenPermission,
  controllerId: string | undefined,
  field: string,
): Result<PermissionEntry> {
  if (permissionPath.isWellFormed() && !unprintable.test(permissionPath))
    return succeed({ permission: permissionPath, excluded, ...scope(controllerId) });
  return refuse(
    problem('InvalidName', 'The name of a permission holds a control character.', {
      field: `${field}.permissionPath`,
    }),
  );
}

/** A folder as a request gives it, as a role holds it; a missing `recursive` counts as true. */
export function folderEntry(
  { folder, recursive = true }: GivenFolder,
  controllerId: string | undefined,
  field: string,
): Result<FolderEntry> {
  const checked = folderPath(folder, `${field}.folder`);
  return checked.ok ? succeed({ folder: checked.value, recursive, ...scope(controllerId) }) : checked;
}

/** Reads each of a list, or refuses the first that is refused. */
export function eachEntry<Given, Entry>(
  given: readonly Given[],
  read: (one: Given, field: string) => Result<Entry>,
  field: string,
): Result<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const [at, one] of given.entries()) {
    const entry = read(one, `${field}[${at}]`);
    if (!entry.ok) return entry;
    entries.push(entry.value);
  }
  return succeed(entries);
}

function scope(controllerId: string | undefined) {
  return controllerId === undefined ? {} : { controllerId };
}
