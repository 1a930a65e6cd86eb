import { type FolderEntry, isPermission, permissionCatalog } from '@interlock/iam';
import type { AuthorizationWorkload, Query } from '../../workloads/authorization.ts';
import type { Decider } from './decider.ts';
import { coversByScan } from './rules.ts';

/** A grant or a denial as text, such as `controller-1:sos:products:controller`. */
interface HeldEntry {
  readonly text: string;
  readonly role: number;
}

interface Held {
  readonly grants: readonly HeldEntry[];
  readonly denials: readonly HeldEntry[];
  /** The folders of each role by Controller, the general ones under the empty id. */
  readonly folders: readonly ReadonlyMap<string, readonly FolderEntry[]>[];
}

/** The way that lists of permission texts are commonly searched: every entry's text is held against the asked one. */
export function linearDecider({ accounts }: AuthorizationWorkload): Decider {
  const held = accounts.map((roles): Held => {
    const entries = (excluded: boolean) =>
      roles.flatMap(({ permissions }, role) =>
        permissions
          .filter((entry) => entry.excluded === excluded)
          .map(({ permission, controllerId }) => ({
            text: controllerId === undefined ? permission : `${controllerId}:${permission}`,
            role,
          })),
      );
    const folders = roles.map((role) => Map.groupBy(role.folders, ({ controllerId }) => controllerId ?? ''));
    return { grants: entries(false), denials: entries(true), folders };
  });
  return (query) => {
    const own = held[query.account];
    if (own === undefined || !isPermission(query.permission)) return false;
    return !isDenied(own, query) && isGranted(own, query);
  };
}

function isDenied({ denials }: Held, { permission, controllerId }: Query): boolean {
  const scoped = isScoped(permission) ? `${controllerId}:${permission}:` : undefined;
  for (const { text } of denials) if (matches(text, permission, scoped)) return true;
  return false;
}

function isGranted({ grants, folders }: Held, { permission, controllerId, folder }: Query): boolean {
  const scoped = isScoped(permission) ? `${controllerId}:${permission}:` : undefined;
  for (const { text, role } of grants) {
    if (!matches(text, permission, scoped)) continue;
    if (!hasFolder(permission)) return true;
    const limits = folders[role]?.get(controllerId) ?? folders[role]?.get('') ?? [];
    if (limits.length === 0 || coversByScan(limits, folder)) return true;
  }
  return false;
}

function matches(text: string, permission: string, scoped: string | undefined): boolean {
  return `${permission}:`.startsWith(`${text}:`) || (scoped?.startsWith(`${text}:`) ?? false);
}

function isScoped(permission: string): boolean {
  return isPermission(permission) && permissionCatalog[permission].scope === 'controller';
}

function hasFolder(permission: string): boolean {
  return isPermission(permission) && permissionCatalog[permission].hasFolder;
}
