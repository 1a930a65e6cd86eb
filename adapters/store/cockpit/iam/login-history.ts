import type { AccountName } from '@interlock/base';
import type { LoginHistoryEntry, LoginHistoryStore, LoginResult, ServiceOutcome } from '@interlock/iam';
import { fromJson, optional } from '../column.ts';
import type { CockpitConnection, CockpitTables } from '../tables.ts';

/** The login history in the Cockpit's database. */
export function loginHistoryStore({ db }: CockpitConnection): LoginHistoryStore {
  return {
    async add(entry) {
      await db.insertInto('login').values(rowOf(entry)).execute();
    },
    async list({ accountName, result, fromMs, toMs, limit }) {
      let query = db.selectFrom('login').selectAll();
      if (accountName !== undefined) query = query.where('account_name', '=', accountName);
      if (result !== undefined) query = query.where('result', '=', result);
      if (fromMs !== undefined) query = query.where('at_ms', '>=', fromMs);
      if (toMs !== undefined) query = query.where('at_ms', '<', toMs);
      const rows = await query.orderBy('at_ms', 'desc').orderBy('login_id').limit(limit).execute();
      return rows.map(entryOf);
    },
    async removeBefore(beforeMs) {
      const removed = await db.deleteFrom('login').where('at_ms', '<', beforeMs).executeTakeFirstOrThrow();
      return Number(removed.numDeletedRows);
    },
  };
}

function rowOf(entry: LoginHistoryEntry): CockpitTables['login'] {
  return {
    login_id: entry.id,
    at_ms: entry.atMs,
    account_name: entry.accountName ?? null,
    address: entry.address,
    user_agent: entry.userAgent,
    result: entry.result,
    reason: entry.reason,
    service_name: entry.serviceName ?? null,
    services: JSON.stringify(entry.services),
  };
}

function entryOf(row: CockpitTables['login']): LoginHistoryEntry {
  return {
    id: row.login_id,
    atMs: row.at_ms,
    ...optional('accountName', row.account_name as AccountName | null),
    address: row.address,
    userAgent: row.user_agent,
    result: row.result as LoginResult,
    reason: row.reason,
    ...optional('serviceName', row.service_name),
    services: fromJson<readonly ServiceOutcome[]>(row.services),
  };
}
