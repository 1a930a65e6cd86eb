import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { folderPath, unwrap } from '@interlock/base';
import {
  type CockpitWorld,
  cockpitWorld,
  deployed,
  type RestClient,
  sampleWorkflow,
} from '../cockpit/cockpit-world.ts';
import { ranOrder } from '../cockpit/ran-order.ts';

// Folders and rights, attacked through the calls: whatever a folder or a path is spelt like, nothing of another folder
// is shown, touched, or told from what does not exist.

const controllerId = 'controller';
const objectType = 'WORKFLOW';
/** Stands in every name outside of the attacker's folder, and must stand in no answer to him. */
const canary = 'hidden';

let world: CockpitWorld;
/** Holds every right, in `/a` and below. */
let ann: RestClient;
let root: RestClient;

const inA = [{ folder: unwrap(folderPath('/a')), recursive: true }];
const everything = [{ permission: 'sos:products', excluded: false }];
const hiddenFolders = ['/ab', '/A', '/a-b', '/b', '/b/a', '/a_'];

before(async () => {
  world = await cockpitWorld();
  root = await world.account('root');
  ann = await world.account('ann', { permissions: everything, folders: inA });
  const names = ['/a/own', '/a/sub/own2', ...hiddenFolders.map((folder, at) => `${folder}/${canary}${at}`)];
  deployed(world, ...names);
  for (const [at, path] of names.entries()) {
    const stored = await root.call('/inventory/store', { path, objectType, configuration: sampleWorkflow() });
    assert.equal(stored.status, 200, stored.text);
    const name = path.slice(path.lastIndexOf('/') + 1);
    await ranOrder(world, path, { orderId: `ran-${name}`, text: `${name}\n` });
    const waiting = { orderId: `waits-${name}`, workflowPath: path, scheduledFor: 'never' };
    const added = await root.call('/orders/add', { controllerId, orders: [waiting] });
    assert.equal(added.status, 200, `${at} ${added.text}`);
  }
});
after(() => world.close());

/** Other spellings of folders that are not his, or of ways out of his own. */
const spellings: readonly string[] = [
  '/',
  '',
  '*',
  '/*',
  '/a*',
  '/a?',
  '/[ab]',
  '/%',
  '/a%',
  '/a_',
  '.',
  '..',
  '/..',
  '/a/..',
  '/a/../b',
  '/a/../ab',
  '/a/./../b',
  '/a//../b',
  '//b',
  '/b/',
  '/b//',
  'b',
  '/a/%2e%2e/b',
  '/a%2f..%2fb',
  '/a%252f..%252fb',
  '/a\\..\\b',
  '\\b',
  '/a\0/../b',
  '/b\0',
  '/B',
  '/A',
  '/b.',
  '/b ',
  ' /b',
  '/b\n',
  '/\u0430',
  '/a\u0301',
  '/\u00e1',
  '/\uff41',
  '/a\u200b',
  "/a' OR '1'='1",
  '/a/../../../../etc/passwd',
  ...hiddenFolders,
  `/${'a/'.repeat(400)}b`,
  `/${'a'.repeat(4_096)}`,
];

/** What a caller can name a folder in. */
const byFolder: readonly (readonly [path: string, body: (folder: string) => object])[] = [
  ...[
    '/orders',
    '/workflows',
    '/orders/history',
    '/tasks/history',
    '/orders/overview/snapshot',
    '/audit_log',
  ].flatMap((path) =>
    [true, false].map((recursive): readonly [string, (folder: string) => object] => [
      path,
      (folder) => ({ controllerId, folders: [{ folder, recursive }] }),
    ]),
  ),
  ['/inventory/read/folder', (folder) => ({ path: folder, recursive: true })],
  ['/orders/cancel', (folder) => ({ controllerId, folders: [{ folder, recursive: true }], kill: true })],
  ['/orders/suspend', (folder) => ({ controllerId, folders: [{ folder, recursive: true }] })],
  ['/inventory/store', (folder) => ({ path: folder, objectType: 'FOLDER' })],
  [
    '/inventory/deployment/deploy',
    (folder) => ({
      controllerIds: [controllerId],
      store: {
        draftConfigurations: [{ configuration: { path: folder, objectType: 'FOLDER', recursive: true } }],
      },
    }),
  ],
];
const byPath: readonly (readonly [path: string, body: (path: string) => object])[] = [
  ['/workflow', (path) => ({ controllerId, workflowId: { path } })],
  ['/workflows', (path) => ({ controllerId, workflowIds: [{ path }] })],
  ['/orders', (path) => ({ controllerId, workflowIds: [{ path }] })],
  ['/orders/add', (path) => ({ controllerId, orders: [{ workflowPath: path, scheduledFor: 'never' }] })],
  ['/orders/cancel', (path) => ({ controllerId, workflowIds: [{ path }] })],
  ['/orders/history', (path) => ({ controllerId, workflowPath: path })],
  ['/inventory/read/configuration', (path) => ({ path, objectType })],
  ['/inventory/store', (path) => ({ path, objectType, configuration: sampleWorkflow() })],
];

/** What others see: it has to be the same afterwards. */
async function seenByRoot(): Promise<string> {
  const answers = [];
  for (const [path, body] of [
    ['/orders', { controllerId }],
    ['/workflows', { controllerId }],
    ['/inventory/read/folder', { path: '/', recursive: true }],
  ] as const) {
    const { body: answered } = await root.call(path, body);
    answers.push(JSON.stringify(answered, (key, value) => (/date/i.test(key) ? undefined : value)));
  }
  return answers
    .filter((text) => text.includes(canary))
    .join('\n')
    .replaceAll(/[^"]*\/a\/[^"]*/g, '');
}

for (const [path, body] of byFolder)
  test(`${path}: however a folder is spelt, nothing of another one is shown or touched (${JSON.stringify(body('…')).slice(0, 90)})`, async () => {
    const earlier = world.controller.taken.length;
    for (const folder of spellings) {
      const answer = await ann.call(path, body(folder));
      assert.ok([200, 403, 420].includes(answer.status), `${folder}: ${answer.text}`);
      assertTellsNothing(answer.text, folder);
    }
    for (const { act, request } of world.controller.taken.slice(earlier))
      assert.ok(!JSON.stringify(request).includes(canary), act);
  });

for (const [path, body] of byPath)
  test(`${path}: however the path of a workflow is spelt, none of another folder is reached (${JSON.stringify(body('…')).slice(0, 60)})`, async () => {
    const earlier = world.controller.taken.length;
    for (const folder of spellings)
      for (const name of [`${canary}3`, 'own']) {
        const answer = await ann.call(path, body(`${folder === '/' ? '' : folder}/${name}`));
        assert.ok([200, 403, 419, 420].includes(answer.status), `${folder}: ${answer.text}`);
        if (name === 'own') assertTellsNothing(answer.text, folder);
      }
    for (const { act, request } of world.controller.taken.slice(earlier))
      assert.ok(!JSON.stringify(request).includes(canary), act);
  });

/** What a refusal says of a request is not told anew. */
function assertTellsNothing(text: string, sent: string): void {
  assert.ok(!text.includes(canary), `${JSON.stringify(sent)}: ${text.slice(0, 400)}`);
  assert.ok(!text.includes(`ran-${canary}`) && !text.includes(`waits-${canary}`), sent);
}

test('what was hidden is as it was: no order was touched, and no workflow', async () => {
  for (const [at] of hiddenFolders.entries()) {
    const { body } = await root.call('/order', { controllerId, orderId: `waits-${canary}${at}` });
    assert.equal(body.state?._text, 'PENDING');
  }
  assert.ok((await seenByRoot()).includes(canary));
});

/** Answers differ in their moment and their reference alone. */
const comparable = (text: string, names: readonly string[]) =>
  names
    .reduce((so, name) => so.replaceAll(name, 'NAME'), text)
    .replaceAll(/"(?:reference|surveyDate|deliveryDate)":"[^"]*"/g, '');

const namedObjects: readonly (readonly [path: string, body: (folder: string, name: string) => object])[] = [
  ['/workflow', (folder, name) => ({ controllerId, workflowId: { path: `${folder}/${name}` } })],
  ['/workflow', (_folder, name) => ({ controllerId, workflowId: { path: name } })],
  ['/order', (_folder, name) => ({ controllerId, orderId: `waits-${name}` })],
  ['/order', (_folder, name) => ({ controllerId, orderId: `ran-${name}` })],
  ['/orders', (folder, name) => ({ controllerId, workflowIds: [{ path: `${folder}/${name}` }] })],
  ['/orders', (_folder, name) => ({ controllerId, orderIds: [`waits-${name}`] })],
  ['/orders/cancel', (_folder, name) => ({ controllerId, orderIds: [`waits-${name}`] })],
  ['/orders/suspend', (folder, name) => ({ controllerId, workflowIds: [{ path: `${folder}/${name}` }] })],
  ['/orders/resume', (_folder, name) => ({ controllerId, orderIds: [`waits-${name}`] })],
  ['/orders/add', (folder, name) => ({ controllerId, orders: [{ workflowPath: `${folder}/${name}` }] })],
  ['/orders/history', (_folder, name) => ({ controllerId, orders: [{ orderId: `ran-${name}` }] })],
  ['/inventory/read/configuration', (folder, name) => ({ path: `${folder}/${name}`, objectType })],
  ['/inventory/read/configuration', (_folder, name) => ({ path: name, objectType })],
  ['/inventory/read/folder', (folder) => ({ path: folder })],
  [
    '/inventory/deployment/deploy',
    (folder, name) => ({
      controllerIds: [controllerId],
      store: { draftConfigurations: [{ configuration: { path: `${folder}/${name}`, objectType } }] },
    }),
  ],
];
for (const [path, body] of namedObjects)
  test(`${path}: what may not be viewed answers exactly as what does not exist (semantics §2.11; ${JSON.stringify(body('F', 'N')).slice(0, 80)})`, async () => {
    for (const [at, folder] of hiddenFolders.entries()) {
      const absent = folder.replace(/.$/, 'z');
      const [there, nowhere] = [`${canary}${at}`, `${canary}X`];
      const hidden = await ann.call(path, body(folder, there));
      const nothing = await ann.call(path, body(absent, nowhere));
      assert.equal(hidden.status, nothing.status, folder);
      assert.equal(
        comparable(hidden.text, [there, folder]),
        comparable(nothing.text, [nowhere, absent]),
        folder,
      );
    }
  });
