import { problem, refuse, succeed } from '@interlock/base';
import type { ControllerEntry, ControllerRegistry } from '@interlock/workflow';
import type { Selectable } from 'kysely';
import { byCodeUnits, flag } from '../column.ts';
import type { CockpitConnection, CockpitTables } from '../tables.ts';

/** The Controllers that the Cockpit knows. */
export function controllerRegistry({ db }: CockpitConnection): ControllerRegistry {
  const table = () => db.selectFrom('controller').selectAll();
  return {
    async list() {
      const rows = await table().execute();
      return rows.map(entryOf).sort(byCodeUnits(({ controllerId }) => controllerId));
    },
    async find(controllerId) {
      const row = await table().where('controller_id', '=', controllerId).executeTakeFirst();
      return row && entryOf(row);
    },
    async add({ controllerId, title, address }) {
      const row = await db
        .insertInto('controller')
        .values({ controller_id: controllerId, title, address, is_joined: 0 })
        .onConflict((conflict) => conflict.column('controller_id').doNothing())
        .returningAll()
        .executeTakeFirst();
      return row === undefined
        ? refuse(problem('DuplicateName', `The Controller ${controllerId} is known already.`))
        : succeed(entryOf(row));
    },
    async update(controllerId, { title, address, isJoined }) {
      const change = {
        ...(title === undefined ? {} : { title }),
        ...(address === undefined ? {} : { address }),
        ...(isJoined === undefined ? {} : { is_joined: flag(isJoined) }),
      };
      if (Object.keys(change).length === 0) return;
      await db.updateTable('controller').set(change).where('controller_id', '=', controllerId).execute();
    },
    async selected(accountKey) {
      const row = await db
        .selectFrom('selected_controller')
        .select('controller_id')
        .where('account_key', '=', accountKey)
        .executeTakeFirst();
      return row?.controller_id;
    },
    async select(accountKey, controllerId) {
      await db
        .insertInto('selected_controller')
        .values({ account_key: accountKey, controller_id: controllerId })
        .onConflict((conflict) => conflict.column('account_key').doUpdateSet({ controller_id: controllerId }))
        .execute();
    },
  };
}

function entryOf(row: Selectable<CockpitTables['controller']>): ControllerEntry {
  return {
    controllerId: row.controller_id,
    number: row.number,
    title: row.title,
    address: row.address,
    isJoined: row.is_joined === 1,
  };
}
