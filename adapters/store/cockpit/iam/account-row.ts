import type { AccountName } from '@interlock/base';
import type { Account, AccountKey, IdentityServiceId, RoleName } from '@interlock/iam';
import type { Selectable } from 'kysely';
import { optional } from '../column.ts';
import type { CockpitTables } from '../tables.ts';

/** An account as its table holds it. */
export type AccountRow = Selectable<CockpitTables['account']>;

/** The account of a row, with its roles in their order. */
export function accountOf(row: AccountRow, roles: readonly { readonly role_name: string }[]): Account {
  return {
    key: row.account_key as AccountKey,
    serviceId: row.service_id as IdentityServiceId,
    name: row.name as AccountName,
    ...optional('email', row.email),
    disabled: row.disabled === 1,
    forcePasswordChange: row.force_password_change === 1,
    roles: roles.map((role) => role.role_name as RoleName),
    createdAtMs: row.created_at_ms,
  };
}
