import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderPath, type Json, objectPath, type Transactor, unwrap } from '@interlock/base';
import type { InventoryDraft, InventoryItem, InventoryStore, NewDeployment } from '@interlock/workflow';

/** A database under test. */
export interface OpenedInventory extends Transactor<{ readonly inventory: InventoryStore }> {
  close(): Promise<void>;
}

const folder = (path: string) => unwrap(folderPath(path));
const object = (path: string) => unwrap(objectPath(path));

/** What every inventory has to hold. */
export function inventoryStoreSuite(what: string, open: () => Promise<OpenedInventory>): void {
  const guarantee = (title: string, body: (inventory: Inventory) => Promise<void>) =>
    test(`${what}: ${title}`, async (t) => {
      const opened = await open();
      t.after(() => opened.close());
      await body(inventoryOver(opened));
    });

  guarantee('a draft is found by path, name and id, as the person wrote it', async ({ read, store }) => {
    const configuration = { z: 1, a: ['ü', null, { b: true }] };
    const draft = {
      ...draftOf('/a/b/one', configuration),
      isValid: false,
      invalidMessage: 'no jobs',
      title: 'One',
    };
    const item = await store(draft);
    assert.deepEqual(item, { ...draft, itemId: item.itemId, isDeployed: false, hasDeployments: false });
    assert.deepEqual(await read.find('WORKFLOW', draft.path), item);
    assert.deepEqual(await read.findByName('WORKFLOW', 'one'), item);
    assert.deepEqual(await read.findById(item.itemId), item);
    assert.deepEqual(Object.keys((item.configuration as object) ?? {}), ['z', 'a']);
  });

  guarantee('what is not there is not found, and names count exactly', async ({ read, store }) => {
    await store(draftOf('/one'));
    assert.equal(await read.find('WORKFLOW', object('/One')), undefined);
    assert.equal(await read.findByName('WORKFLOW', 'ONE'), undefined);
    assert.equal(await read.findById(99), undefined);
  });

  guarantee('a draft replaces the one before under the same id', async ({ read, store }) => {
    const first = await store({ ...draftOf('/one'), title: 'One' });
    const second = await store({ ...draftOf('/one', { changed: true }), atMs: 2 });
    assert.equal(second.itemId, first.itemId);
    assert.equal(second.title, undefined);
    assert.deepEqual(await list(read, '/', true), ['/one']);
  });

  guarantee('two paths of one name are refused by the store too', async ({ read, store }) => {
    await store(draftOf('/a/one'));
    await assert.rejects(store(draftOf('/b/one')));
    assert.deepEqual(await list(read, '/', true), ['/a/one']);
    assert.deepEqual(await read.listFolders(folder('/'), { recursive: true, countMax: 9 }), ['/a']);
  });

  guarantee('an id is never used again', async ({ change, store }) => {
    const first = await store(draftOf('/one'));
    await change((inventory) => inventory.remove(first.itemId));
    const second = await store(draftOf('/one'));
    assert.ok(second.itemId > first.itemId);
  });

  guarantee('folders are listed alone or with all below, segment by segment', async ({ read, store }) => {
    for (const path of ['/top', '/a/in', '/a/b/deep', '/ab/side', '/a-b/dash']) await store(draftOf(path));
    assert.deepEqual(await list(read, '/', false), ['/top']);
    assert.deepEqual(await list(read, '/a', false), ['/a/in']);
    assert.deepEqual(await list(read, '/a', true), ['/a/b/deep', '/a/in']);
    assert.deepEqual((await list(read, '/', true)).length, 5);
    const two = await read.listItems(folder('/'), { recursive: true, countMax: 2 });
    assert.equal(two.length, 2);
    const folders = (path: string, recursive: boolean) =>
      read.listFolders(folder(path), { recursive, countMax: 9 });
    assert.deepEqual(await folders('/', false), ['/a', '/a-b', '/ab']);
    assert.deepEqual(await folders('/', true), ['/a', '/a-b', '/a/b', '/ab']);
    assert.deepEqual(await folders('/a', true), ['/a/b']);
    assert.deepEqual(await folders('/ab', true), []);
  });

  guarantee('a folder is made with those above it, once', async ({ read, change }) => {
    for (const path of ['/x/y/z', '/x', '/'])
      await change((inventory) => inventory.ensureFolder(folder(path)));
    const folders = await read.listFolders(folder('/'), { recursive: true, countMax: 9 });
    assert.deepEqual(folders, ['/x', '/x/y', '/x/y/z']);
  });

  guarantee('a draft is deployed once a Controller took it, until it changes', async (inventory) => {
    const { read, change, store } = inventory;
    const item = await store(draftOf('/one', { v: 1, w: 2 }));
    const sent = await change((stores) => stores.addDeployment(deploymentOf(item, 'v1')));
    assert.equal(sent.state, 'sent');
    assert.equal(await isDeployed(inventory, item), false, 'the answer is not known yet');
    await change((stores) => stores.settleDeployment(sent.deploymentId, 'deployed'));
    assert.equal(await isDeployed(inventory, item), true);
    await store(draftOf('/one', { w: 2, v: 1 }));
    assert.equal(await isDeployed(inventory, item), true, 'it still says the same');
    await store(draftOf('/one', { v: 2, w: 2 }));
    assert.equal(await isDeployed(inventory, item), false);
    assert.equal((await read.findById(item.itemId))?.hasDeployments, true);
  });

  guarantee('a refused deployment changes nothing but its own record', async (inventory) => {
    const { read, change, store } = inventory;
    const item = await store(draftOf('/one'));
    await deploy(inventory, item, 'v1', 'refused');
    assert.equal(await isDeployed(inventory, item), false);
    assert.equal((await read.findById(item.itemId))?.hasDeployments, false);
    assert.deepEqual(await read.deployed('controller', 9), []);
    const [deployment] = await read.deployments(item.itemId, 9);
    assert.deepEqual([deployment?.state, deployment?.message], ['refused', 'why']);
    assert.deepEqual(await change((stores) => stores.deployments(item.itemId, 0)), []);
  });

  guarantee('what is deployed at a Controller is the newest that is not withdrawn', async (inventory) => {
    const { read, store } = inventory;
    const [one, two] = [await store(draftOf('/one')), await store(draftOf('/two'))];
    await deploy(inventory, one, 'v1');
    await deploy(inventory, two, 'v1');
    await deploy(inventory, one, 'v2');
    await deploy(inventory, one, 'v3', 'refused');
    await deploy(inventory, one, 'v9', 'deployed', { controllerId: 'other' });
    const versions = async (controllerId: string) =>
      (await read.deployed(controllerId, 9)).map(({ path, versionId }) => `${path} ${versionId}`);
    assert.deepEqual(await versions('controller'), ['/one v2', '/two v1']);
    await deploy(inventory, two, 'v1', 'deployed', { operation: 'withdraw' });
    assert.deepEqual(await versions('controller'), ['/one v2']);
    assert.deepEqual(await versions('other'), ['/one v9']);
    assert.equal(await isDeployed(inventory, two), false);
    assert.equal((await read.deployed('controller', 0)).length, 0);
  });

  guarantee(
    'deployments are found by version and listed newest first, also of what is removed',
    async (inventory) => {
      const { read, change, store } = inventory;
      const item = await store(draftOf('/one', { v: 1 }));
      const first = await deploy(inventory, item, 'v1');
      const second = await deploy(inventory, item, 'v2');
      await change((stores) => stores.remove(item.itemId));
      assert.deepEqual(
        (await read.deployments(item.itemId, 9)).map(({ deploymentId }) => deploymentId),
        [second, first],
      );
      const found = await read.findDeployment('controller', item.path, 'v1');
      assert.equal(found?.deploymentId, first);
      assert.deepEqual(found?.configuration, { v: 1 });
      assert.equal(await read.findDeployment('other', item.path, 'v1'), undefined);
      assert.equal(await read.findDeployment('controller', item.path, 'v3'), undefined);
      assert.deepEqual((await read.deployed('controller', 9)).length, 1, 'it stays deployed');
    },
  );
}

interface Inventory {
  readonly read: InventoryStore;
  change<T>(work: (inventory: InventoryStore) => Promise<T>): Promise<T>;
  store(draft: InventoryDraft): Promise<InventoryItem>;
}

function inventoryOver({ read, change }: OpenedInventory): Inventory {
  return {
    read: read.inventory,
    change: (work) => change(({ inventory }) => work(inventory)),
    store: (draft) => change(({ inventory }) => inventory.storeDraft(draft)),
  };
}

function draftOf(path: string, configuration: Json = {}): InventoryDraft {
  return { type: 'WORKFLOW', path: object(path), configuration, isValid: true, account: 'joc/1', atMs: 1 };
}

function deploymentOf(item: InventoryItem, versionId: string): NewDeployment {
  return {
    itemId: item.itemId,
    controllerId: 'controller',
    type: item.type,
    path: item.path,
    versionId,
    operation: 'deploy',
    configuration: item.configuration,
    account: 'joc/1',
    atMs: 2,
  };
}

function deploy(
  { change }: Inventory,
  item: InventoryItem,
  versionId: string,
  state: 'deployed' | 'refused' = 'deployed',
  more: Partial<NewDeployment> = {},
): Promise<number> {
  return change(async (inventory) => {
    const { deploymentId } = await inventory.addDeployment({ ...deploymentOf(item, versionId), ...more });
    await inventory.settleDeployment(deploymentId, state, state === 'refused' ? 'why' : undefined);
    return deploymentId;
  });
}

async function isDeployed({ read }: Inventory, item: InventoryItem): Promise<boolean | undefined> {
  return (await read.findById(item.itemId))?.isDeployed;
}

async function list(read: InventoryStore, path: string, recursive: boolean): Promise<readonly string[]> {
  const items = await read.listItems(folder(path), { recursive, countMax: 9 });
  return items.map((item) => item.path);
}
