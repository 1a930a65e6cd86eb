import type { ObjectPath } from '@interlock/base';
import type { Deployment, InventoryStore, InventoryType, NewDeployment } from '@interlock/workflow';
import type { Insertable, Selectable } from 'kysely';
import { fromJson, optional } from '../column.ts';
import type { CockpitConnection, CockpitTables } from '../tables.ts';

/** The part of the inventory that keeps what was sent to Controllers. */
export function deploymentStore({
  db,
}: CockpitConnection): Pick<
  InventoryStore,
  'addDeployment' | 'settleDeployment' | 'deployments' | 'findDeployment' | 'deployed'
> {
  const table = () => db.selectFrom('deployment').selectAll();
  return {
    async addDeployment(deployment) {
      const item = await db
        .selectFrom('inventory_item')
        .select('revision')
        .where('item_id', '=', deployment.itemId)
        .executeTakeFirst();
      const row = await db
        .insertInto('deployment')
        .values(rowOf(deployment, item?.revision ?? null))
        .returningAll()
        .executeTakeFirstOrThrow();
      return deploymentOf(row);
    },
    async settleDeployment(deploymentId, state, message) {
      await db
        .updateTable('deployment')
        .set({ state, message: message ?? null })
        .where('deployment_id', '=', deploymentId)
        .execute();
    },
    async deployments(itemId, countMax) {
      const rows = await table()
        .where('item_id', '=', itemId)
        .orderBy('deployment_id', 'desc')
        .limit(countMax)
        .execute();
      return rows.map(deploymentOf);
    },
    async findDeployment(controllerId, path, versionId) {
      const row = await table()
        .where('controller_id', '=', controllerId)
        .where('path', '=', path)
        .where('version_id', '=', versionId)
        .where('operation', '=', 'deploy')
        .orderBy('deployment_id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && deploymentOf(row);
    },
    async deployed(controllerId, countMax) {
      const newest = db
        .selectFrom('deployment')
        .select((eb) => eb.fn.max('deployment_id').as('deployment_id'))
        .where('controller_id', '=', controllerId)
        .where('state', '=', 'deployed')
        .groupBy(['type', 'path']);
      const rows = await table()
        .where('deployment_id', 'in', newest)
        .where('operation', '=', 'deploy')
        .orderBy('path')
        .limit(countMax)
        .execute();
      return rows.map(deploymentOf);
    },
  };
}

function rowOf(
  deployment: NewDeployment,
  itemRevision: number | null,
): Insertable<CockpitTables['deployment']> {
  const { configuration } = deployment;
  return {
    item_id: deployment.itemId,
    item_revision: itemRevision,
    controller_id: deployment.controllerId,
    type: deployment.type,
    path: deployment.path,
    version_id: deployment.versionId,
    operation: deployment.operation,
    configuration: configuration === undefined ? null : JSON.stringify(configuration),
    account: deployment.account,
    at_ms: deployment.atMs,
    state: 'sent',
    message: null,
  };
}

function deploymentOf(row: Selectable<CockpitTables['deployment']>): Deployment {
  const configuration =
    row.configuration === null ? undefined : fromJson<Deployment['configuration']>(row.configuration);
  return {
    deploymentId: row.deployment_id,
    itemId: row.item_id,
    controllerId: row.controller_id,
    type: row.type as InventoryType,
    path: row.path as ObjectPath,
    versionId: row.version_id,
    operation: row.operation as Deployment['operation'],
    ...(configuration === undefined ? {} : { configuration }),
    account: row.account,
    atMs: row.at_ms,
    state: row.state as Deployment['state'],
    ...optional('message', row.message),
  };
}
