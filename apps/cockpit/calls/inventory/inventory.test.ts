import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { folderPath, unwrap } from '@interlock/base';
import {
  type CockpitWorld,
  cockpitWorld,
  type RestClient,
  sampleWorkflow,
} from '../../../../testing/cockpit/cockpit-world.ts';
import type { TakenCommand } from '../../../../testing/cockpit/fake-controller.ts';

const controllerId = 'controller';
const objectType = 'WORKFLOW';
const inA = [{ folder: unwrap(folderPath('/a')), recursive: true }];

let world: CockpitWorld;
let root: RestClient;
let ann: RestClient;

beforeEach(async () => {
  world = await cockpitWorld();
  root = await world.account('root');
  ann = await world.account('ann', {
    permissions: [{ permission: 'sos:products', excluded: false }],
    folders: inA,
  });
});
afterEach(() => world.close());

const store = (client: RestClient, path: string, configuration: object = sampleWorkflow()) =>
  client.call('/inventory/store', { path, objectType, configuration });
const deploy = (client: RestClient, ...paths: readonly string[]) =>
  client.call('/inventory/deployment/deploy', {
    controllerIds: [controllerId],
    store: { draftConfigurations: paths.map((path) => ({ configuration: { path, objectType } })) },
  });

describe('/inventory/store', () => {
  it('stores a draft with its folders, gives id and path, and reads it again by path, name or id', async () => {
    const stored = await store(root, '/a/b/first');
    assert.equal(stored.status, 200, stored.text);
    assert.deepEqual(
      [stored.body.path, stored.body.valid, stored.body.state],
      ['/a/b/first', true, 'DEPLOYMENT_NOT_EXIST'],
    );
    for (const request of [
      { path: '/a/b/first', objectType },
      { path: 'first', objectType },
      { id: stored.body.id },
    ]) {
      const read = await root.call('/inventory/read/configuration', request);
      assert.deepEqual(read.body.configuration, sampleWorkflow());
    }
    const folder = await root.call('/inventory/read/folder', {
      path: '/',
      recursive: true,
      onlyValidObjects: false,
    });
    assert.deepEqual(
      folder.body.folders.map(({ path }: { path: string }) => path),
      ['/a', '/a/b'],
    );
    assert.deepEqual(
      folder.body.workflows.map(({ path }: { path: string }) => path),
      ['/a/b/first'],
    );
    for (const member of [
      'fileOrderSources',
      'jobResources',
      'noticeBoards',
      'locks',
      'calendars',
      'schedules',
    ])
      assert.deepEqual(folder.body[member], []);
  });

  it('keeps what is not valid, says why, and never deploys it', async () => {
    const stored = await store(root, '/a/broken', { instructions: [{ TYPE: 'Nonsense' }] });
    assert.deepEqual([stored.status, stored.body.valid], [200, false]);
    assert.match(stored.body.invalidMsg, /instructions\[0\]/);
    const deployed = await deploy(root, '/a/broken');
    assert.deepEqual([deployed.status, deployed.body.error.problem], [420, 'InvalidWorkflow']);
    assert.deepEqual(world.controller.taken, []);
  });

  it('refuses a name that another path has', async () => {
    await store(root, '/a/first');
    const answer = await store(root, '/b/first');
    assert.deepEqual([answer.status, answer.body.error.code], [420, 'JOC-171']);
    assert.match(
      answer.body.error.message,
      /^JocObjectAlreadyExistException: The name has to be unique: first/,
    );
    assert.equal((await store(root, '/a/first')).status, 200);
  });

  it('makes a folder without a configuration', async () => {
    const answer = await root.call('/inventory/store', { path: '/a/new', objectType: 'FOLDER' });
    assert.deepEqual([answer.status, answer.body.id, answer.body.path], [200, 0, '/a/new']);
  });

  for (const path of [
    '/a/../b',
    'first',
    '/a//first',
    '/a/first/',
    '/a/fi rst',
    '/a/%2e%2e',
    '/a\\first',
    '/a/fi\u0301',
    '/',
    '',
    `/${'x'.repeat(2_000)}`,
  ])
    it(`refuses the path ${JSON.stringify(path.slice(0, 20))}, which is no canonical one`, async () => {
      const answer = await store(root, path);
      assert.deepEqual([answer.status, answer.body.error.field], [420, 'path']);
    });

  it('refuses kinds of objects that are not kept here, and a workflow without a configuration', async () => {
    for (const [request, field] of [
      [{ path: '/a/x', objectType: 'LOCK', configuration: {} }, 'objectType'],
      [{ path: '/a/x', objectType }, 'configuration'],
      [{ path: '/a/x', objectType, configuration: [] }, 'configuration'],
    ] as const)
      assert.equal((await root.call('/inventory/store', request)).body.error.field, field);
  });

  it('needs the right in the folder, and stores nothing that names who may', async () => {
    assert.equal((await store(ann, '/a/mine', { ...sampleWorkflow() })).status, 200);
    const refused = await store(ann, '/b/theirs');
    assert.equal(refused.status, 403);
    assert.match(refused.body.message, /sos:products:joc:inventory:manage in the folder \/b/);
    assert.equal((await store(ann, '/ab/theirs')).status, 403);
    const answer = await ann.call('/inventory/store', {
      path: '/a/mine',
      objectType,
      configuration: sampleWorkflow(),
      account: 'root',
      id: 7,
      deployed: true,
      roles: ['all'],
    });
    assert.deepEqual([answer.body.deployed, answer.body.id === 7], [false, false]);
  });

  it('stands in the audit trail in the same transaction', async () => {
    await root.call('/inventory/store', {
      path: '/a/first',
      objectType,
      configuration: sampleWorkflow(),
      auditLog: { comment: 'new' },
    });
    const log = await root.call('/audit_log', { categories: ['INVENTORY'] });
    const [row] = log.body.auditLog;
    assert.deepEqual(
      [row.account, row.request, row.event, row.comment, row.outcome],
      ['root', './inventory/store', 'InventoryStored', 'new', 'succeeded'],
    );
    assert.deepEqual(JSON.parse(row.parameters).target, { kind: 'workflow', id: '/a/first', folder: '/a' });
  });
});

describe('what a folder hides', () => {
  it('is not there: neither its objects, nor their names, nor the folder', async () => {
    await store(root, '/a/mine');
    await store(root, '/b/theirs');
    const listed = await ann.call('/inventory/read/folder', { path: '/', recursive: true });
    assert.deepEqual(
      listed.body.folders.map(({ path }: { path: string }) => path),
      ['/a'],
    );
    assert.deepEqual(
      listed.body.workflows.map(({ path }: { path: string }) => path),
      ['/a/mine'],
    );
    const hidden = await ann.call('/inventory/read/folder', { path: '/b' });
    const absent = await ann.call('/inventory/read/folder', { path: '/c' });
    assert.deepEqual(
      [hidden.body.workflows, hidden.body.folders],
      [absent.body.workflows, absent.body.folders],
    );
    for (const path of ['/b/theirs', 'theirs', '/b/nothing']) {
      const answer = await ann.call('/inventory/read/configuration', { path, objectType });
      assert.deepEqual([answer.status, answer.body.error.code], [420, 'JOC-408']);
      assert.equal((await deploy(ann, path)).body.error.code, 'JOC-408');
    }
    const byId = await ann.call('/inventory/read/configuration', { id: 2 });
    const byNoId = await ann.call('/inventory/read/configuration', { id: 999 });
    assert.deepEqual([byId.status, byNoId.status], [420, 420]);
  });

  it('stays hidden, and what lies above a visible folder shows its name alone', async () => {
    await store(root, '/a/b/deep');
    await store(root, '/a/shallow');
    const bob = await world.account('bob', {
      permissions: [{ permission: 'sos:products:joc:inventory', excluded: false }],
      folders: [{ folder: unwrap(folderPath('/a/b')), recursive: true }],
    });
    const { body } = await bob.call('/inventory/read/folder', {
      path: '/',
      recursive: true,
      withPermissions: true,
    });
    assert.deepEqual(
      body.folders.map(({ path }: { path: string }) => path),
      ['/a', '/a/b'],
    );
    assert.deepEqual(
      body.workflows.map(({ path, can }: { path: string; can: object }) => [path, can]),
      [['/a/b/deep', { edit: true, deploy: true }]],
    );
  });
});

/** The paths that a Controller was asked to deploy. */
function deployedPaths(taken: TakenCommand | undefined): readonly string[] {
  const { deploy: wanted = [] } = (taken?.request ?? {}) as {
    readonly deploy?: readonly { readonly path: string }[];
  };
  return wanted.map(({ path }) => path);
}

describe('/inventory/deployment/deploy', () => {
  it('brings drafts to the Controller, and is the same version when nothing changed', async () => {
    await store(root, '/a/first');
    assert.equal((await deploy(root, '/a/first')).body.ok, true);
    const workflow = await root.call('/workflow', { controllerId, workflowId: { path: 'first' } });
    const { versionId } = workflow.body.workflow;
    assert.match(versionId, /^[\w-]{22}$/);
    const read = await root.call('/inventory/read/configuration', { path: 'first', objectType });
    assert.deepEqual([read.body.deployed, read.body.state], [true, 'DEPLOYMENT_IS_NEWER']);
    await deploy(root, 'first');
    assert.equal(
      (await root.call('/workflow', { controllerId, workflowId: { path: 'first' } })).body.workflow.versionId,
      versionId,
    );
    await store(root, '/a/first', sampleWorkflow('echo other'));
    const changed = await root.call('/inventory/read/configuration', { path: 'first', objectType });
    assert.deepEqual([changed.body.deployed, changed.body.state], [false, 'DRAFT_IS_NEWER']);
  });

  it('takes an object that clients name as a draft and as deployed once', async () => {
    await store(root, '/a/first');
    const item = { configuration: { path: '/a/first', objectType, recursive: false } };
    const answer = await root.call('/inventory/deployment/deploy', {
      controllerIds: [controllerId],
      store: { draftConfigurations: [item], deployConfigurations: [item] },
    });
    assert.equal(answer.status, 200);
    const [taken] = world.controller.taken;
    assert.equal(deployedPaths(taken).length, 1);
  });

  it('takes all of a folder that the caller may deploy, and is decided whole', async () => {
    await store(root, '/a/first');
    await store(root, '/b/second');
    const folder = (path: string) => ({
      draftConfigurations: [{ configuration: { path, objectType: 'FOLDER', recursive: true } }],
    });
    assert.equal(
      (await ann.call('/inventory/deployment/deploy', { controllerIds: [controllerId], store: folder('/') }))
        .status,
      200,
    );
    const [taken] = world.controller.taken;
    assert.deepEqual(deployedPaths(taken), ['/a/first']);
    assert.deepEqual(taken?.onBehalf.folders, [{ folder: '/a', recursive: false }]);
    const mixed = await deploy(ann, '/a/first', '/b/second');
    assert.equal(mixed.status, 420);
    assert.equal(world.controller.taken.length, 1);
  });

  it('needs both rights: from the inventory, and to the Controller', async () => {
    await store(root, '/a/first');
    for (const missing of [
      'sos:products:joc:inventory:deploy',
      'sos:products:controller:deployment:deploy',
    ]) {
      const bob = await world.account('bob', {
        roles: ['all'],
        permissions: [{ permission: missing, excluded: true }],
      });
      const answer = await deploy(bob, '/a/first');
      assert.equal(answer.status, 403, missing);
      assert.ok(answer.body.message.includes(missing));
    }
    assert.deepEqual(world.controller.taken, []);
  });

  it('to a Controller that is unknown, or to none, does nothing', async () => {
    await store(root, '/a/first');
    const ask = (controllerIds: readonly string[]) =>
      root.call('/inventory/deployment/deploy', {
        controllerIds,
        store: { draftConfigurations: [{ configuration: { path: '/a/first', objectType } }] },
      });
    assert.equal((await ask(['none'])).body.error.code, 'JOC-404');
    assert.equal((await ask([controllerId, 'none'])).body.error.code, 'JOC-404');
    assert.equal((await ask([])).status, 420);
    assert.deepEqual(world.controller.taken, []);
  });

  it('withdraws what is deployed', async () => {
    await store(root, '/a/first');
    await deploy(root, '/a/first');
    const answer = await root.call('/inventory/deployment/deploy', {
      controllerIds: [controllerId],
      delete: { deployConfigurations: [{ configuration: { path: '/a/first', objectType } }] },
    });
    assert.equal(answer.status, 200, answer.text);
    assert.equal((await root.call('/workflow', { controllerId, workflowId: { path: 'first' } })).status, 420);
  });

  it('that the Controller refuses or does not answer leaves the draft undeployed', async () => {
    await store(root, '/a/first');
    world.controller.unreachable = true;
    const answer = await deploy(root, '/a/first');
    assert.deepEqual([answer.status, answer.body.error.code], [420, 'JOC-402']);
    const read = await root.call('/inventory/read/configuration', { path: 'first', objectType });
    assert.equal(read.body.deployed, false);
  });
});
