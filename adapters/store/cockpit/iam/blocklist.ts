import type { AccountName } from '@interlock/base';
import type { BlockedName, BlocklistStore } from '@interlock/iam';
import { byCodeUnits } from '../column.ts';
import type { CockpitConnection, CockpitTables } from '../tables.ts';

/** The blocklist in the Cockpit's database. */
export function blocklistStore({ db }: CockpitConnection): BlocklistStore {
  const table = () => db.selectFrom('blocked_name').selectAll();
  return {
    async find(name) {
      const row = await table().where('name', '=', name).executeTakeFirst();
      return row && blockedNameOf(row);
    },
    async list() {
      const rows = await table().execute();
      return rows.map(blockedNameOf).sort(byCodeUnits(({ name }) => name));
    },
    async save({ name, comment, sinceMs }) {
      const change = { comment, since_ms: sinceMs };
      await db
        .insertInto('blocked_name')
        .values({ name, ...change })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(change))
        .execute();
    },
    async remove(name) {
      const removed = await db.deleteFrom('blocked_name').where('name', '=', name).executeTakeFirstOrThrow();
      return removed.numDeletedRows > 0n;
    },
  };
}

function blockedNameOf(row: CockpitTables['blocked_name']): BlockedName {
  return { name: row.name as AccountName, comment: row.comment, sinceMs: row.since_ms };
}
