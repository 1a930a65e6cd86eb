import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { folderPath, unwrap } from '@interlock/base';
import {
  type CockpitWorld,
  cockpitWorld,
  type RestClient,
} from '../../../../testing/cockpit/cockpit-world.ts';

const cancel = 'sos:products:controller:orders:cancel';
const audit = 'sos:products:joc:auditlog:view';
const accountsView = 'sos:products:joc:administration:accounts:view';
const identityServiceName = 'JOC-INITIAL';
const controllerId = 'controller';
const grant = (permission: string) => ({ permission, excluded: false });
const inPay = [{ folder: unwrap(folderPath('/pay')), recursive: true }];

let world: CockpitWorld;
let root: RestClient;
let ada: RestClient;
let auditor: RestClient;

before(async () => {
  world = await cockpitWorld();
  root = await world.account('root');
  ada = await world.account('ada', { permissions: [grant(cancel), grant(audit)], folders: inPay });
  auditor = await world.account('auditor', { permissions: [grant(accountsView)] });
});
after(() => world.close());

const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

test('who can lists everybody who may, by which role and entry', async () => {
  const { status, body } = await auditor.call('/iam/who_can', {
    permission: cancel,
    controllerId,
    folder: '/pay/in',
  });
  assert.equal(status, 200);
  assert.deepEqual(names(body.subjects), ['ada', 'root']);
  assert.deepEqual(body.subjects[0], {
    kind: 'account',
    identityServiceName,
    name: 'ada',
    state: 'active',
    role: { identityServiceName, name: 'own-ada' },
    entry: grant(cancel),
    folders: [],
    reason: `The role own-ada grants ${cancel}, in the folder /pay and below.`,
  });
  const elsewhere = await auditor.call('/iam/who_can', { permission: cancel, controllerId, folder: '/x' });
  assert.deepEqual(names(elsewhere.body.subjects), ['root']);
});

test('who can without a folder tells in which it is held, page by page', async () => {
  const ask = { permission: cancel, controllerId };
  const { body } = await auditor.call('/iam/who_can', { ...ask, limit: 1 });
  assert.deepEqual([body.total, names(body.subjects)], [2, ['ada']]);
  assert.deepEqual(body.subjects[0].folders, inPay);
  const second = await auditor.call('/iam/who_can', { ...ask, limit: 1, offset: 1 });
  assert.deepEqual(names(second.body.subjects), ['root']);
  const sought = await auditor.call('/iam/who_can', { ...ask, search: 'OO' });
  assert.deepEqual(names(sought.body.subjects), ['root']);
});

for (const [what, ask, field] of [
  ['of an unknown permission', { permission: 'sos:products:joc' }, 'permission'],
  ['of a Controller permission without a Controller', { permission: cancel }, 'controllerId'],
  ['in a folder that is not canonical', { permission: cancel, controllerId, folder: '/a/' }, 'folder'],
  ['with a field that is not known', { permission: audit, folders: [] }, 'folders'],
] as const)
  test(`who can ${what} is refused by the field`, async () => {
    const { status, body } = await auditor.call('/iam/who_can', ask);
    assert.deepEqual([status, body.error.field], [420, field]);
  });

test('the calls about others ask for the right to see accounts', async () => {
  for (const [path, body] of [
    ['/iam/who_can', { permission: audit }],
    ['/iam/access_review', {}],
    ['/iam/rehearsal', { identityServiceName }],
  ] as const)
    assert.equal((await ada.call(path, body)).status, 403, path);
});

test('a review tells roles, their dates and last use, and which rights nobody used', async () => {
  world.nowMs += 60_000;
  const usedAt = new Date(world.nowMs).toISOString();
  assert.equal((await ada.call('/audit_log', {})).status, 200);
  const { status, body } = await auditor.call('/iam/access_review', { accountName: 'ADA' });
  assert.equal(status, 200);
  assert.equal(body.total, 1);
  const [account] = body.accounts;
  assert.deepEqual(
    { ...account, lastLogin: typeof account.lastLogin },
    {
      identityServiceName,
      accountName: 'ada',
      state: 'active',
      created: '1970-01-01T00:00:00.000Z',
      lastLogin: 'string',
      lastUsed: usedAt,
      roles: [{ name: 'own-ada', exists: true, since: '1970-01-01T00:00:00.000Z', lastUsed: usedAt }],
      unusedPermissions: [cancel],
    },
  );
});

test('a review is searched, cut into pages and given as a table', async () => {
  const all = await auditor.call('/iam/access_review', { limit: 2 });
  assert.deepEqual([all.body.total, all.body.accounts.length], [3, 2]);
  const byRole = await auditor.call('/iam/access_review', { search: 'own-a' });
  assert.deepEqual(
    byRole.body.accounts.map(({ accountName }: { accountName: string }) => accountName),
    ['ada', 'auditor'],
  );
  const { body } = await auditor.call('/iam/access_review', { search: 'own-ada', format: 'csv' });
  assert.deepEqual(body.accounts, []);
  assert.match(body.csv, /\r\nJOC-INITIAL,ada,active,.*,own-ada,true,/);
  const nowhere = await auditor.call('/iam/access_review', { identityServiceName: 'nowhere' });
  assert.deepEqual([nowhere.status, nowhere.body.error.field], [420, 'identityServiceName']);
});

test('a rehearsal tells who gains and who loses, and changes nothing', async () => {
  const role = { name: 'own-ada', permissions: [grant(cancel)], folders: [] };
  const { status, body } = await root.call('/iam/rehearsal', { identityServiceName, role });
  assert.equal(status, 200);
  assert.deepEqual(names(body.subjects), ['ada']);
  assert.deepEqual(body.subjects[0].gains, [
    { permission: cancel, exceptControllerIds: [], before: inPay, after: 'everywhere' },
  ]);
  assert.deepEqual(body.subjects[0].loses, [
    { permission: audit, exceptControllerIds: [], before: 'everywhere', after: 'nowhere' },
  ]);
  assert.deepEqual(
    body.warnings.map(({ kind }: { kind: string }) => kind),
    ['roleWidens'],
  );
  assert.equal((await ada.call('/audit_log', {})).status, 200);
});

test('a rehearsal replays what was decided, and tells which answers would be others', async () => {
  await ada.call('/audit_log', {});
  const lastMs = world.nowMs;
  const assignment = { accountName: 'ada', roles: ['business_user', 'no-such-role'] };
  const { body } = await root.call('/iam/rehearsal', { identityServiceName, assignment });
  assert.deepEqual(
    body.warnings.map(({ kind }: { kind: string }) => kind),
    ['unknownRole'],
  );
  assert.equal(body.replay.changed, 0);
  const none = await root.call('/iam/rehearsal', {
    identityServiceName,
    assignment: { accountName: 'ada', roles: [] },
  });
  const [answer] = none.body.replay.answers;
  assert.equal(none.body.replay.changed, 1);
  assert.deepEqual(
    { ...answer, count: answer.count > 1 },
    {
      identityServiceName,
      accountName: 'ada',
      permission: audit,
      before: true,
      after: false,
      count: true,
      last: new Date(lastMs).toISOString(),
    },
  );
});

test('a rehearsal says where the change would be refused', async () => {
  const kinds = async (client: RestClient, change: object) =>
    (await client.call('/iam/rehearsal', { identityServiceName, ...change })).body.warnings.map(
      ({ kind }: { kind: string }) => kind,
    );
  assert.deepEqual(await kinds(root, { removedRole: 'all' }), ['lastAdministrator']);
  assert.deepEqual(await kinds(auditor, { removedRole: 'own-ada' }), ['beyondOwnRights']);
  assert.deepEqual(
    await kinds(root, {
      role: { name: 'new', permissions: [grant('sos:products:nothing')], folders: [] },
    }),
    ['unknownPermission'],
  );
});

for (const [what, change, field] of [
  ['nothing', {}, 'role'],
  ['two changes', { removedRole: 'all', role: { name: 'x', permissions: [], folders: [] } }, 'role'],
  ['a role that is not there', { removedRole: 'nobody' }, 'removedRole'],
  ['an account that is not there', { assignment: { accountName: 'x', roles: [] } }, 'assignment.accountName'],
  [
    'a folder that is not canonical',
    { role: { name: 'x', permissions: [], folders: [{ folder: 'a' }] } },
    'role.folders[0].folder',
  ],
] as const)
  test(`a rehearsal of ${what} is refused by the field`, async () => {
    const { status, body } = await root.call('/iam/rehearsal', { identityServiceName, ...change });
    assert.deepEqual([status, body.error.field], [420, field]);
  });
