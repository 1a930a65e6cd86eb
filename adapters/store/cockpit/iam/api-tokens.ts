import { type AccountName, problem, refuse, succeed } from '@interlock/base';
import {
  type AccountKey,
  type ApiToken,
  type ApiTokenName,
  type ApiTokenStore,
  apiTokenNameKey,
  type FolderEntry,
  type IdentityServiceId,
} from '@interlock/iam';
import type { Selectable } from 'kysely';
import { byCodeUnits, fromJson, nameKey, optional } from '../column.ts';
import type { CockpitConnection, CockpitTables } from '../tables.ts';

/** The API tokens in the Cockpit's database. */
export function apiTokenStore({ db }: CockpitConnection): ApiTokenStore {
  const table = () => db.selectFrom('api_token').selectAll();
  const removeWith = async (
    column: 'account_key' | 'account_name_key' | 'service_id',
    value: string,
  ): Promise<readonly string[]> => {
    const removed = await db
      .deleteFrom('api_token')
      .where(column, '=', value)
      .returning('token_id')
      .execute();
    return removed.map((row) => row.token_id);
  };
  return {
    async find(tokenHash) {
      const row = await table().where('token_hash', '=', tokenHash).executeTakeFirst();
      return row && apiTokenOf(row);
    },
    async findById(id) {
      const row = await table().where('token_id', '=', id).executeTakeFirst();
      return row && apiTokenOf(row);
    },
    async ofAccount(key) {
      return (await table().where('account_key', '=', key).execute()).map(apiTokenOf).sort(newestFirst);
    },
    async newest(limit) {
      const rows = table().orderBy('created_at_ms', 'desc').orderBy('token_id').limit(limit);
      return (await rows.execute()).map(apiTokenOf);
    },
    async add(token) {
      const added = await db
        .insertInto('api_token')
        .values(rowOf(token))
        .onConflict((conflict) => conflict.columns(['account_key', 'name_key']).doNothing())
        .executeTakeFirstOrThrow();
      if (added.numInsertedOrUpdatedRows !== 0n) return succeed(undefined);
      return refuse(
        problem('DuplicateName', `The account has a token ${token.name} already.`, { field: 'name' }),
      );
    },
    async touch(id, lastUsedAtMs) {
      await db
        .updateTable('api_token')
        .set({ last_used_at_ms: lastUsedAtMs })
        .where('token_id', '=', id)
        .where((eb) => eb.or([eb('last_used_at_ms', 'is', null), eb('last_used_at_ms', '<', lastUsedAtMs)]))
        .execute();
    },
    async remove(id) {
      const removed = await db.deleteFrom('api_token').where('token_id', '=', id).executeTakeFirstOrThrow();
      return removed.numDeletedRows > 0n;
    },
    removeOfAccount: (key) => removeWith('account_key', key),
    removeOfName: (name) => removeWith('account_name_key', nameKey(name)),
    removeOfService: (serviceId) => removeWith('service_id', serviceId),
    async removeEnded(byMs) {
      await db.deleteFrom('api_token').where('ends_at_ms', '<=', byMs).execute();
    },
  };
}

type ApiTokenRow = Selectable<CockpitTables['api_token']>;

const newestFirst = byCodeUnits<ApiToken>(
  ({ createdAtMs }) => -createdAtMs,
  ({ id }) => id,
);

function rowOf({ limit, ...token }: ApiToken): ApiTokenRow {
  return {
    token_id: token.id,
    name: token.name,
    name_key: apiTokenNameKey(token.name),
    token_hash: token.tokenHash,
    account_key: token.key,
    service_id: token.serviceId,
    account_name: token.accountName,
    account_name_key: nameKey(token.accountName),
    created_by: token.createdBy,
    limit_permissions: limit.permissions === undefined ? null : JSON.stringify(limit.permissions),
    limit_folders: limit.folders === undefined ? null : JSON.stringify(limit.folders),
    created_at_ms: token.createdAtMs,
    ends_at_ms: token.endsAtMs,
    last_used_at_ms: token.lastUsedAtMs ?? null,
  };
}

function apiTokenOf(row: ApiTokenRow): ApiToken {
  const { limit_permissions: permissions, limit_folders: folders } = row;
  return {
    id: row.token_id,
    name: row.name as ApiTokenName,
    tokenHash: row.token_hash,
    key: row.account_key as AccountKey,
    serviceId: row.service_id as IdentityServiceId,
    accountName: row.account_name as AccountName,
    createdBy: row.created_by,
    limit: {
      ...optional('permissions', permissions === null ? null : fromJson<readonly string[]>(permissions)),
      ...optional('folders', folders === null ? null : fromJson<readonly FolderEntry[]>(folders)),
    },
    createdAtMs: row.created_at_ms,
    endsAtMs: row.ends_at_ms,
    ...optional('lastUsedAtMs', row.last_used_at_ms),
  };
}
