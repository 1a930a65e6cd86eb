import type { FactStore } from '@interlock/workflow';
import type { CockpitConnection } from '../tables.ts';

/** What the Cockpit knows of itself. */
export function factStore({ db }: CockpitConnection): FactStore {
  return {
    async get(name) {
      const row = await db.selectFrom('fact').select('value').where('name', '=', name).executeTakeFirst();
      return row?.value;
    },
    async set(name, value) {
      await db
        .insertInto('fact')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
  };
}
