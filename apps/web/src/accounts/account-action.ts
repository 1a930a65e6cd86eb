import type { AccountAnswer } from '@interlock/cockpit-api';

/** What can be done with several accounts at once. */
export type BulkAction = 'enable' | 'disable' | 'forcePasswordChange' | 'unblock' | 'delete';

/** All of them, in the order in which they are offered. */
export const bulkActions: readonly BulkAction[] = [
  'enable',
  'disable',
  'forcePasswordChange',
  'unblock',
  'delete',
];

/** What can be done with one account alone. */
export type SingleAction = 'edit' | 'rename' | 'oneTimePassword' | 'block';

/** How many accounts one call takes. */
export const bulkMax = 1_000;

/** Whether an action makes sense for an account as it is. */
export function suits(action: BulkAction, row: AccountAnswer): boolean {
  switch (action) {
    case 'enable':
      return row.disabled;
    case 'disable':
      return !row.disabled;
    case 'forcePasswordChange':
      return !row.forcePasswordChange;
    case 'unblock':
      return row.blocked;
    case 'delete':
      return true;
  }
}

/** The accounts for which an action makes sense. */
export function suited(action: BulkAction, rows: readonly AccountAnswer[]): readonly AccountAnswer[] {
  return rows.filter((row) => suits(action, row));
}
