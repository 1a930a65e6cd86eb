import { canonicalJson, type FolderPath, folderOf } from '@interlock/base';
import type { InventoryDraft, InventoryItem, InventoryStore } from '@interlock/workflow';
import { withinFolders } from '../../kysely/json-list.ts';
import { fromJson } from '../column.ts';
import type { CockpitConnection } from '../tables.ts';
import { deploymentStore } from './deployments.ts';
import { draftRowOf, itemOf, itemQuery } from './inventory-item.ts';

/** The inventory in the Cockpit's database. */
export function inventoryStore(connection: CockpitConnection): InventoryStore {
  const { db } = connection;
  const items = () => itemQuery(connection);
  return {
    ...deploymentStore(connection),
    async find(type, path) {
      const row = await items().where('type', '=', type).where('path', '=', path).executeTakeFirst();
      return row && itemOf(row);
    },
    async findByName(type, name) {
      const row = await items().where('type', '=', type).where('name', '=', name).executeTakeFirst();
      return row && itemOf(row);
    },
    async findById(itemId) {
      const row = await items().where('item_id', '=', itemId).executeTakeFirst();
      return row && itemOf(row);
    },
    async listItems(folder, { recursive, type, countMax }) {
      let query = items().where((eb) => withinFolders(eb.ref('folder'), [{ folder, recursive }]));
      if (type !== undefined) query = query.where('type', '=', type);
      const rows = await query.orderBy('path').orderBy('type').limit(countMax).execute();
      return rows.map(itemOf);
    },
    async listFolders(folder, { recursive, countMax }) {
      const rows = await db
        .selectFrom('folder')
        .select('path')
        .where((eb) => withinFolders(eb.ref('parent'), [{ folder, recursive }]))
        .orderBy('path')
        .limit(countMax)
        .execute();
      return rows.map(({ path }) => path as FolderPath);
    },
    ensureFolder: (folder) => ensureFolder(connection, folder),
    storeDraft: (draft) => storeDraft(connection, draft),
    async remove(itemId) {
      await db.deleteFrom('inventory_item').where('item_id', '=', itemId).execute();
    },
  };
}

async function ensureFolder({ db }: CockpitConnection, folder: FolderPath): Promise<void> {
  const segments = folder.split('/').filter((segment) => segment !== '');
  const rows = segments.map((_, at) => ({
    path: `/${segments.slice(0, at + 1).join('/')}`,
    parent: `/${segments.slice(0, at).join('/')}`,
  }));
  if (rows.length === 0) return;
  await db
    .insertInto('folder')
    .values(rows)
    .onConflict((conflict) => conflict.column('path').doNothing())
    .execute();
}

async function storeDraft(connection: CockpitConnection, draft: InventoryDraft): Promise<InventoryItem> {
  await ensureFolder(connection, folderOf(draft.path));
  const row = draftRowOf(draft, await revisionOf(connection, draft));
  const { type: _type, path: _path, folder: _folder, name: _name, ...change } = row;
  const { item_id: itemId } = await connection.db
    .insertInto('inventory_item')
    .values(row)
    .onConflict((conflict) => conflict.columns(['type', 'path']).doUpdateSet(change))
    .returning('item_id')
    .executeTakeFirstOrThrow();
  return itemOf(await itemQuery(connection).where('item_id', '=', itemId).executeTakeFirstOrThrow());
}

/** The revision of a draft: that of the one before where it says the same, so that it still counts as deployed. */
async function revisionOf({ db }: CockpitConnection, draft: InventoryDraft): Promise<number> {
  const before = await db
    .selectFrom('inventory_item')
    .select(['configuration', 'revision'])
    .where('type', '=', draft.type)
    .where('path', '=', draft.path)
    .executeTakeFirst();
  if (before === undefined) return 1;
  const isSame = canonicalJson(fromJson(before.configuration)) === canonicalJson(draft.configuration);
  return isSame ? before.revision : before.revision + 1;
}
