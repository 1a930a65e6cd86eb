import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { folderPath, unwrap } from '@interlock/base';
import { roleName } from '@interlock/iam';
import {
  type CockpitWorld,
  cockpitWorld,
  deployed,
  type RestClient,
} from '../../../../testing/cockpit/cockpit-world.ts';

const cancel = 'sos:products:controller:orders:cancel';
const create = 'sos:products:controller:orders:create';
const view = 'sos:products:controller:workflows:view';
const accountsView = 'sos:products:joc:administration:accounts:view';
const identityServiceName = 'JOC-INITIAL';
const controllerId = 'controller';
const pay = unwrap(folderPath('/pay'));
const grant = (permission: string) => ({ permission, excluded: false });

let world: CockpitWorld;
let ada: RestClient;
let bob: RestClient;
let dora: RestClient;
let root: RestClient;

before(async () => {
  world = await cockpitWorld();
  deployed(world, '/pay/daily', '/secret/plan');
  root = await world.account('root');
  ada = await world.account('ada', {
    permissions: [grant(view), { permission: create, excluded: true }, grant(create)],
    folders: [{ folder: pay, recursive: true }],
  });
  await world.store.change(async ({ roles, identityServices }) => {
    const [service] = await identityServices.list();
    if (service === undefined) throw new Error('the world has an Identity Service');
    await roles.save({
      serviceId: service.id,
      ordering: 50,
      name: unwrap(roleName('pay-viewer')),
      permissions: [grant(view)],
      folders: [{ folder: pay, recursive: true }],
    });
  });
  dora = await world.account('dora', {
    roles: ['pay-viewer'],
    permissions: [grant(create)],
    folders: [{ folder: unwrap(folderPath('/pay/in')), recursive: true }],
  });
  bob = await world.account('bob', { permissions: [grant(view)] });
});
after(() => world.close());

const addTo = (client: RestClient, workflowPath: string) =>
  client.call('/orders/add', { controllerId, orders: [{ workflowPath, scheduledFor: 'never' }] });

test('everybody may ask about himself, and is told the way to the answer and what would turn it', async () => {
  const { status, body } = await ada.call('/iam/explain', {
    permission: create,
    controllerId,
    folder: '/pay',
  });
  assert.equal(status, 200);
  assert.deepEqual([body.accountName, body.allowed, body.state], ['ada', false, 'active']);
  assert.equal(body.reason, `The role own-ada denies ${create}.`);
  assert.deepEqual(
    body.steps.map(({ kind }: { kind: string }) => kind),
    ['account', 'roles', 'denial', 'result'],
  );
  assert.deepEqual(body.needs, [
    {
      kind: 'removeDenial',
      text: `Remove the denial of ${create} from the role own-ada.`,
      role: { identityServiceName, name: 'own-ada' },
      entry: { permission: create, excluded: true },
    },
  ]);
});

test('a refused call carries a reference that leads its owner to the reason at once', async () => {
  const refused = await ada.call('/iam/who_can', { permission: accountsView });
  assert.equal(refused.status, 403);
  assert.match(refused.body.reference, /^[\w-]{22}$/);
  const { status, body } = await ada.call('/iam/explain', { reference: refused.body.reference });
  assert.equal(status, 200);
  assert.deepEqual(
    [body.permission, body.allowed, body.refusal.reference, body.refusal.reason],
    [accountsView, false, refused.body.reference, 'No role of the account grants it here.'],
  );
  assert.deepEqual(
    body.needs.map(({ kind }: { kind: string }) => kind),
    ['addGrant'],
  );
});

test('a reference leads to the reason after it was written, too, and in the words of that time', async () => {
  const carl = await world.account('carl', { permissions: [grant(view)] });
  const { body: refused } = await carl.call('/audit_log', {});
  await world.calls.decisions.write();
  await world.account('carl', { permissions: [grant('sos:products:joc:auditlog')] });
  const { body } = await carl.call('/iam/explain', { reference: refused.reference });
  assert.equal(body.allowed, true);
  assert.equal(body.refusal.reason, 'No role of the account grants it here.');
});

test('the orders of a bulk call that are refused by name have a reference as well', async () => {
  const refused = await addTo(dora, '/pay/daily');
  assert.equal(refused.status, 419);
  const { body } = await dora.call('/iam/explain', { reference: refused.body.reference });
  assert.deepEqual([body.permission, body.folder, body.controllerId], [create, '/pay', controllerId]);
  assert.equal(body.reason, 'It is granted in other folders alone: the folder /pay/in and below.');
});

test('a reference answers a stranger like one that there is not, and an administrator in full', async () => {
  const { reference } = (await ada.call('/iam/access_review', {})).body;
  const foreign = await bob.call('/iam/explain', { reference });
  const unknown = await bob.call('/iam/explain', { reference: 'AAAAAAAAAAAAAAAAAAAAAA' });
  assert.equal(foreign.status, 420);
  assert.deepEqual(foreign.body.error, unknown.body.error);
  const { status, body } = await root.call('/iam/explain', { reference });
  assert.deepEqual([status, body.accountName, body.permission], [200, 'ada', accountsView]);
});

test('what is answered as not there leaves no reason behind that would tell that it is', async () => {
  for (const path of ['/secret/plan', '/secret/nothing']) {
    const refused = await addTo(dora, path);
    assert.equal(refused.status, 419);
    const { status } = await dora.call('/iam/explain', { reference: refused.body.reference });
    assert.equal(status, 420, path);
  }
});

test('a refusal by another rule than a permission is found as well', async () => {
  const refused = await ada.call('/iam/account/changepassword', {
    accountName: 'bob',
    oldPassword: 'x',
    password: 'y',
    repeatedPassword: 'y',
  });
  assert.equal(refused.status, 403);
  const { status, body } = await ada.call('/iam/explain', { reference: refused.body.reference });
  assert.equal(status, 200);
  assert.equal(body.permission, undefined);
  assert.equal(body.reason, refused.body.message);
});

test('about others it asks for the right to see accounts, whether there is such an account or not', async () => {
  const ask = { permission: cancel, controllerId, folder: '/pay' };
  const [known, unknown] = [
    await ada.call('/iam/explain', { ...ask, accountName: 'bob' }),
    await ada.call('/iam/explain', { ...ask, accountName: 'nobody' }),
  ];
  assert.deepEqual([known.status, unknown.status], [403, 403]);
  assert.equal(known.body.message, unknown.body.message);
  const own = await ada.call('/iam/explain', { ...ask, accountName: ' ADA ', identityServiceName });
  assert.equal(own.status, 200);
  const other = await root.call('/iam/explain', { ...ask, accountName: 'Bob', identityServiceName });
  assert.deepEqual([other.status, other.body.accountName, other.body.allowed], [200, 'bob', false]);
  const missing = await root.call('/iam/explain', { ...ask, accountName: 'nobody' });
  assert.deepEqual([missing.status, missing.body.error.field], [420, 'accountName']);
});

test('who looks at the rights of others stands in the audit trail, whatever page of them he takes; who looks at his own does not', async () => {
  const ask = { permission: cancel, controllerId, folder: '/pay' };
  const looks = async () =>
    (await root.call('/audit_log', { limit: 100 })).body.auditLog
      .filter(({ event }: { event: string }) => event === 'AccessExamined')
      .map(({ account, request }: { account: string; request: string }) => [account, request]);
  const before = (await looks()).length;
  await root.call('/iam/explain', ask);
  await root.call('/iam/explain', { ...ask, accountName: 'bob' });
  await root.call('/iam/access_review', {});
  await root.call('/iam/access_review', { offset: 1 });
  await root.call('/iam/who_can', { permission: cancel, controllerId, offset: 1 });
  assert.deepEqual((await looks()).slice(0, -before || undefined), [
    ['root', './iam/who_can'],
    ['root', './iam/access_review'],
    ['root', './iam/access_review'],
    ['root', './iam/explain'],
  ]);
});

test('an object stands for its folder, and says nothing of whether it exists', async () => {
  const ask = (more: object) => ada.call('/iam/explain', { permission: view, controllerId, ...more });
  const [there, notThere] = [
    await ask({ objectType: 'WORKFLOW', path: '/secret/plan' }),
    await ask({ objectType: 'WORKFLOW', path: '/secret/nothing' }),
  ];
  const { deliveryDate: _, ...one } = there.body;
  const { deliveryDate: __, ...other } = notThere.body;
  assert.deepEqual([there.status, one], [200, other]);
  assert.equal(there.body.folder, '/secret');
  assert.equal((await ask({ objectType: 'FOLDER', path: '/pay' })).body.folder, '/pay');
});

test('an order stands for its folder where the caller may view it, and is unknown elsewhere', async () => {
  const { body } = await addTo(root, '/secret/plan');
  const ask = { permission: cancel, controllerId, objectType: 'ORDER', path: body.orderIds[0] };
  assert.equal((await root.call('/iam/explain', ask)).body.folder, '/secret');
  const hidden = await ada.call('/iam/explain', ask);
  const unknown = await ada.call('/iam/explain', { ...ask, path: '#2026-06-01#T000-x' });
  assert.deepEqual([hidden.status, unknown.status], [420, 420]);
  assert.equal(hidden.body.error.code, unknown.body.error.code);
});

for (const [what, body, field] of [
  ['neither permission nor reference', {}, 'permission'],
  ['a reference with something else', { reference: 'x', permission: cancel }, 'permission'],
  ['a folder with an object', { permission: cancel, folder: '/a', path: '/a/b' }, 'folder'],
  ['an object type without a path', { permission: cancel, objectType: 'WORKFLOW' }, 'path'],
  ['a path that is not canonical', { permission: cancel, folder: '/a/../b' }, 'folder'],
] as const)
  test(`a question with ${what} is refused by the field`, async () => {
    const { status, body: answer } = await ada.call('/iam/explain', body);
    assert.deepEqual([status, answer.error.field], [420, field]);
  });

test('a button says the sentence and the change that the explainer says', async () => {
  const ask = { permission: create, controllerId, folder: '/pay' };
  const { body: explained } = await ada.call('/iam/explain', ask);
  const { body } = await ada.call('/interlock/can', { asks: [ask] });
  assert.deepEqual(body.answers, [
    { permission: create, allowed: false, reason: explained.reason, needs: explained.needs },
  ]);
});
