import type { ThrottleCounter, ThrottleKey, ThrottleStore } from '@interlock/iam';
import { sql } from 'kysely';
import { jsonList } from '../../kysely/json-list.ts';
import { byCodeUnits, fromJson } from '../column.ts';
import type { CockpitConnection, CockpitTables } from '../tables.ts';

/** The throttling counters in the Cockpit's database. */
export function throttleStore({ db }: CockpitConnection): ThrottleStore {
  const table = () => db.selectFrom('throttle_counter').selectAll();
  return {
    async find(keys) {
      const rows = await table().where('throttle_key', 'in', jsonList(keys)).execute();
      return rows.map(counterOf).sort(byKey);
    },
    async save({ key, recentMs, inRow, lastMs }) {
      const change = { recent: JSON.stringify(recentMs), in_row: inRow, last_ms: lastMs };
      await db
        .insertInto('throttle_counter')
        .values({ throttle_key: key, ...change })
        .onConflict((conflict) => conflict.column('throttle_key').doUpdateSet(change))
        .execute();
    },
    async remove(keys) {
      await db.deleteFrom('throttle_counter').where('throttle_key', 'in', jsonList(keys)).execute();
    },
    async atLeast(inRow) {
      const rows = await table().where('in_row', '>=', inRow).execute();
      return rows.map(counterOf).sort(byKey);
    },
    async ofAccount(name) {
      // By the end of the key, which is no index's beginning: an administrator asks for it now and then.
      const rows = await table()
        .where(sql`substr(throttle_key, ${-[...name].length - 1})`, '=', ` ${name}`)
        .execute();
      return rows.map(counterOf).sort(byKey);
    },
    async prune(countMax) {
      // All that stand behind the first `countMax`: SQLite takes an offset only with a limit, and -1 means none.
      const displaced = db
        .selectFrom('throttle_counter')
        .select('throttle_key')
        .orderBy('in_row', 'desc')
        .orderBy('last_ms', 'desc')
        .orderBy('throttle_key')
        .limit(-1)
        .offset(countMax);
      await db.deleteFrom('throttle_counter').where('throttle_key', 'in', displaced).execute();
    },
  };
}

const byKey = byCodeUnits<ThrottleCounter>(({ key }) => key);

function counterOf(row: CockpitTables['throttle_counter']): ThrottleCounter {
  return {
    key: row.throttle_key as ThrottleKey,
    recentMs: fromJson<readonly number[]>(row.recent),
    inRow: row.in_row,
    lastMs: row.last_ms,
  };
}
