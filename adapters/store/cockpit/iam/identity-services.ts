import { problem, refuse, succeed } from '@interlock/base';
import type {
  AuthenticationScheme,
  GroupRoles,
  IdentityServiceId,
  IdentityServiceSettings,
  IdentityServiceStore,
  IdentityServiceType,
} from '@interlock/iam';
import type { Selectable } from 'kysely';
import { byCodeUnits, flag, fromJson, nameKey, optional } from '../column.ts';
import type { CockpitConnection, CockpitTables } from '../tables.ts';

/** The Identity Services in the Cockpit's database. */
export function identityServiceStore({ db }: CockpitConnection): IdentityServiceStore {
  const table = () => db.selectFrom('identity_service').selectAll();
  return {
    async list() {
      const rows = await table().execute();
      return rows.map(settingsOf).sort(
        byCodeUnits(
          ({ ordering }) => ordering,
          ({ name }) => name,
        ),
      );
    },
    async find(id) {
      const row = await table().where('service_id', '=', id).executeTakeFirst();
      return row && settingsOf(row);
    },
    async findByName(name) {
      const row = await table().where('name_key', '=', nameKey(name)).executeTakeFirst();
      return row && settingsOf(row);
    },
    async save(service) {
      const row = rowOf(service);
      const other = await table()
        .where('name_key', '=', row.name_key)
        .where('service_id', '!=', service.id)
        .executeTakeFirst();
      if (other !== undefined)
        return refuse(problem('DuplicateName', `Another Identity Service is named ${other.name}.`));
      const { service_id: _key, ...change } = row;
      await db
        .insertInto('identity_service')
        .values(row)
        .onConflict((conflict) => conflict.column('service_id').doUpdateSet(change))
        .execute();
      return succeed(undefined);
    },
    async remove(id) {
      const removed = await db
        .deleteFrom('identity_service')
        .where('service_id', '=', id)
        .executeTakeFirstOrThrow();
      return removed.numDeletedRows > 0n;
    },
  };
}

type Row = Selectable<CockpitTables['identity_service']>;

function rowOf(service: IdentityServiceSettings): Row {
  return {
    service_id: service.id,
    name: service.name,
    name_key: nameKey(service.name),
    type: service.type,
    ordering: service.ordering,
    required: flag(service.required),
    disabled: flag(service.disabled),
    scheme: service.scheme,
    second_factor: flag(service.secondFactor),
    second_factor_service_id: service.secondFactorServiceId ?? null,
    group_roles: JSON.stringify(service.groupRoles),
    details: JSON.stringify(service.details),
  };
}

function settingsOf(row: Row): IdentityServiceSettings {
  return {
    id: row.service_id as IdentityServiceId,
    name: row.name,
    type: row.type as IdentityServiceType,
    ordering: row.ordering,
    required: row.required === 1,
    disabled: row.disabled === 1,
    scheme: row.scheme as AuthenticationScheme,
    secondFactor: row.second_factor === 1,
    ...optional('secondFactorServiceId', row.second_factor_service_id as IdentityServiceId | null),
    groupRoles: fromJson<readonly GroupRoles[]>(row.group_roles),
    details: fromJson(row.details),
  };
}
