import { folderOf, nameOf, type ObjectPath } from '@interlock/base';
import type { InventoryDraft, InventoryItem, InventoryType } from '@interlock/workflow';
import { type Insertable, type Selectable, sql } from 'kysely';
import { flag, fromJson, optional } from '../column.ts';
import type { CockpitConnection, CockpitTables } from '../tables.ts';

/** The objects of the inventory, with what became of their deployments. */
export function itemQuery({ db }: CockpitConnection) {
  return db
    .selectFrom('inventory_item')
    .selectAll()
    .select([
      sql<number>`EXISTS (
        SELECT 1 FROM deployment
        WHERE deployment.item_id = inventory_item.item_id AND operation = 'deploy' AND state = 'deployed'
      )`.as('has_deployments'),
      // The draft is deployed if the last thing that a Controller took was this very revision.
      sql<number>`coalesce((
        SELECT operation = 'deploy' AND item_revision = inventory_item.revision FROM deployment
        WHERE deployment.item_id = inventory_item.item_id AND state = 'deployed'
        ORDER BY deployment_id DESC LIMIT 1
      ), 0)`.as('is_deployed'),
    ]);
}

type ItemRow = Selectable<CockpitTables['inventory_item']> & {
  readonly has_deployments: number;
  readonly is_deployed: number;
};

/** The object that a row tells of. */
export function itemOf(row: ItemRow): InventoryItem {
  return {
    itemId: row.item_id,
    type: row.type as InventoryType,
    path: row.path as ObjectPath,
    configuration: fromJson(row.configuration),
    isValid: row.is_valid === 1,
    ...optional('invalidMessage', row.invalid_message),
    ...optional('title', row.title),
    account: row.account,
    atMs: row.at_ms,
    isDeployed: row.is_deployed === 1,
    hasDeployments: row.has_deployments === 1,
  };
}

/** The row of a draft. */
export function draftRowOf(
  draft: InventoryDraft,
  revision: number,
): Insertable<CockpitTables['inventory_item']> {
  return {
    type: draft.type,
    path: draft.path,
    folder: folderOf(draft.path),
    name: nameOf(draft.path),
    configuration: JSON.stringify(draft.configuration),
    revision,
    is_valid: flag(draft.isValid),
    invalid_message: draft.invalidMessage ?? null,
    title: draft.title ?? null,
    account: draft.account,
    at_ms: draft.atMs,
  };
}
