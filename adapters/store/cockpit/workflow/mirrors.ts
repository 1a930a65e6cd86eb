import type { MirrorStore } from '@interlock/workflow';
import type { CockpitConnection } from '../tables.ts';

/** The Cockpit's mirrors of its Controllers. */
export function mirrorStore({ db }: CockpitConnection): MirrorStore {
  return {
    async load(controllerId) {
      const row = await db
        .selectFrom('mirror')
        .select('state')
        .where('controller_id', '=', controllerId)
        .executeTakeFirst();
      return row && JSON.parse(row.state);
    },
    async save(controllerId, snapshot) {
      const state = JSON.stringify(snapshot);
      await db
        .insertInto('mirror')
        .values({ controller_id: controllerId, state })
        .onConflict((conflict) => conflict.column('controller_id').doUpdateSet({ state }))
        .execute();
    },
  };
}
