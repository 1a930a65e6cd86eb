import type { Column } from '../list/column.ts';
import { text } from '../texts/rights-text.ts';
import type { RoleRow } from './roles-query.ts';

/** The columns of the roles. */
export const roleColumns: readonly Column<RoleRow>[] = [
  {
    id: 'role',
    head: text('roles.columns.role'),
    width: 12,
    grow: 2,
    narrow: 'title',
    cell: (row) => <strong>{row.roleName}</strong>,
    compare: (a, b) => a.roleName.localeCompare(b.roleName),
  },
  {
    id: 'accounts',
    head: text('roles.columns.accounts'),
    width: 6,
    narrow: 'side',
    cell: (row) => text('roles.accountsShort', { count: row.accountCount }),
    compare: (a, b) => a.accountCount - b.accountCount,
  },
  {
    id: 'permissions',
    head: text('roles.columns.permissions'),
    width: 7,
    cell: (row) => row.permissionCount,
    compare: (a, b) => a.permissionCount - b.permissionCount,
  },
  {
    id: 'folders',
    head: text('roles.columns.folders'),
    width: 5,
    narrow: 'end',
    cell: (row) =>
      row.folderCount === 0 ? (
        <span className="faint">{text('roles.everyFolder')}</span>
      ) : (
        text('roles.foldersShort', { count: row.folderCount })
      ),
    compare: (a, b) => a.folderCount - b.folderCount,
  },
  {
    id: 'controllers',
    head: text('roles.columns.controllers'),
    width: 10,
    grow: 1,
    narrow: 'line',
    cell: (row) =>
      row.controllers.length === 0 ? (
        <span className="faint">{text('roles.alike')}</span>
      ) : (
        text('roles.special', { controllers: row.controllers.join(', ') })
      ),
  },
  {
    id: 'ordering',
    head: text('roles.columns.ordering'),
    width: 4,
    cell: (row) => row.ordering,
    compare: (a, b) => a.ordering - b.ordering,
  },
];
