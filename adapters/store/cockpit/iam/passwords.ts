import { Secret } from '@interlock/base';
import type { PasswordStore } from '@interlock/iam';
import type { CockpitConnection } from '../tables.ts';

/** The hashes of passwords in the Cockpit's database. */
export function passwordStore({ db }: CockpitConnection): PasswordStore {
  return {
    async find(key) {
      const row = await db
        .selectFrom('password')
        .select('hash')
        .where('account_key', '=', key)
        .executeTakeFirst();
      return row && new Secret(row.hash);
    },
    async save(key, secret) {
      const hash = secret.reveal();
      await db
        .insertInto('password')
        .values({ account_key: key, hash })
        .onConflict((conflict) => conflict.column('account_key').doUpdateSet({ hash }))
        .execute();
    },
    async replace(key, previous, next) {
      const replaced = await db
        .updateTable('password')
        .set({ hash: next.reveal() })
        .where('account_key', '=', key)
        .where('hash', '=', previous.reveal())
        .executeTakeFirstOrThrow();
      return replaced.numUpdatedRows > 0n;
    },
    async remove(key) {
      await db.deleteFrom('password').where('account_key', '=', key).execute();
    },
  };
}
