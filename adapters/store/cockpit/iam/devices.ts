import type { DeviceStore } from '@interlock/iam';
import type { CockpitConnection } from '../tables.ts';

/** The known devices in the Cockpit's database. */
export function deviceStore({ db }: CockpitConnection): DeviceStore {
  return {
    async knows(markHash, accountName, nowMs) {
      const row = await db
        .selectFrom('device')
        .select('ends_at_ms')
        .where('mark_hash', '=', markHash)
        .where('account_name', '=', accountName)
        .executeTakeFirst();
      return row !== undefined && row.ends_at_ms > nowMs;
    },
    async save({ markHash, accountName, endsAtMs }, perAccountMax) {
      await db
        .insertInto('device')
        .values({ mark_hash: markHash, account_name: accountName, ends_at_ms: endsAtMs })
        .onConflict((conflict) =>
          conflict.columns(['mark_hash', 'account_name']).doUpdateSet({ ends_at_ms: endsAtMs }),
        )
        .execute();
      const kept = db
        .selectFrom('device')
        .select('mark_hash')
        .where('account_name', '=', accountName)
        .orderBy('ends_at_ms', 'desc')
        .orderBy('mark_hash')
        .limit(perAccountMax);
      await db
        .deleteFrom('device')
        .where('account_name', '=', accountName)
        .where('mark_hash', 'not in', kept)
        .execute();
    },
    async forget(markHash) {
      await db.deleteFrom('device').where('mark_hash', '=', markHash).execute();
    },
    async forgetAccount(accountName) {
      await db.deleteFrom('device').where('account_name', '=', accountName).execute();
    },
    async removeEnded(nowMs) {
      await db.deleteFrom('device').where('ends_at_ms', '<=', nowMs).execute();
    },
  };
}
