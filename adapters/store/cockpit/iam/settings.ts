import type { Json } from '@interlock/base';
import type { IdentityServiceId, SettingStore, StoredSetting } from '@interlock/iam';
import type { Selectable } from 'kysely';
import { byCodeUnits, fromJson, optional } from '../column.ts';
import type { CockpitConnection, CockpitTables } from '../tables.ts';

/** The settings in the Cockpit's database. */
export function settingStore({ db }: CockpitConnection): SettingStore {
  const table = () => db.selectFrom('setting').selectAll();
  return {
    async find(scope, name) {
      const row = await table().where('scope', '=', scope).where('name', '=', name).executeTakeFirst();
      return row && settingOf(row);
    },
    async findById(id) {
      const row = await table().where('setting_id', '=', id).executeTakeFirst();
      return row && settingOf(row);
    },
    async list(scope) {
      const rows = await table().where('scope', '=', scope).execute();
      return rows.map(settingOf).sort(byCodeUnits(({ name }) => name));
    },
    async save({ scope, name, serviceId, value }) {
      const change = { service_id: serviceId ?? null, value: JSON.stringify(value) };
      const row = await db
        .insertInto('setting')
        .values({ scope, name, ...change })
        .onConflict((conflict) => conflict.columns(['scope', 'name']).doUpdateSet(change))
        .returning('setting_id')
        .executeTakeFirstOrThrow();
      return row.setting_id;
    },
    async remove(scope, name) {
      const removed = await db
        .deleteFrom('setting')
        .where('scope', '=', scope)
        .where('name', '=', name)
        .executeTakeFirstOrThrow();
      return removed.numDeletedRows > 0n;
    },
  };
}

function settingOf(row: Selectable<CockpitTables['setting']>): StoredSetting {
  return {
    id: row.setting_id,
    scope: row.scope,
    name: row.name,
    ...optional('serviceId', row.service_id as IdentityServiceId | null),
    value: fromJson<Json>(row.value),
  };
}
