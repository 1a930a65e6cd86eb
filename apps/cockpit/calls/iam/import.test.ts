import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type CockpitWorld,
  cockpitWorld,
  type RestClient,
} from '../../../../testing/cockpit/cockpit-world.ts';

const accounts = 'sos:products:joc:administration:accounts';
const from = 'JOC-INITIAL';
const into = 'COPY';

let world: CockpitWorld;
let root: RestClient;
/** Administers accounts and reads the audit log, and holds nothing else. */
let ann: RestClient;

before(async () => {
  world = await cockpitWorld();
  root = await world.account('root');
  ann = await world.account('ann', {
    permissions: [accounts, 'sos:products:joc:auditlog:view'].map((permission) => ({
      permission,
      excluded: false,
    })),
    folders: [{ folder: '/a' as never, recursive: true }],
  });
});
after(() => world.close());

const exported = async (service = from) =>
  (await root.call('/iam/export', { identityServiceName: service })).body.content;
const empty = {
  format: 'interlock-identity',
  version: 1,
  identityServiceName: from,
  roles: [],
  accounts: [],
};
const role = (roleName: string, permissionPath: string) => ({
  roleName,
  ordering: 1,
  permissions: [{ permissionPath, excluded: false }],
  folders: [],
});
const account = (accountName: string, ...roles: readonly string[]) => ({
  accountName,
  disabled: false,
  forcePasswordChange: false,
  roles,
});
/** A service without accounts and roles. */
const freshCopy = async () => {
  await root.call('/iam/identityservice/delete', { identityServiceName: into });
  await root.call('/iam/identityservice/store', { identityServiceName: into, identityServiceType: 'JOC' });
};
const imported = (content: object, more: object = {}, client = root) =>
  client.call('/iam/import', { identityServiceName: into, content, dryRun: false, ...more });

describe('what is imported', () => {
  it('stands in the audit trail item by item, with what each became', async () => {
    await freshCopy();
    const content = { ...empty, roles: [role('desk', accounts)], accounts: [account('carl', 'desk')] };
    assert.equal((await imported(content)).status, 200);
    const { auditLog } = (await root.call('/audit_log', { limit: 2 })).body;
    const [carl, desk] = auditLog.map(({ parameters }: { parameters: string }) => JSON.parse(parameters));
    assert.deepEqual([desk.target.id, desk.action], ['desk', 'create']);
    assert.deepEqual(desk.permissions, [{ permissionPath: accounts, excluded: false }]);
    assert.deepEqual([carl.target.id, carl.roles, carl.disabled], ['carl', ['desk'], false]);
  });

  it('names Controllers as a role can name them', async () => {
    await freshCopy();
    for (const controllerId of ['*', 'a|b', 'c"']) {
      const [entry] = role('desk', accounts).permissions;
      const odd = { ...role('desk', accounts), permissions: [{ ...entry, controllerId }] };
      assert.equal((await imported({ ...empty, roles: [odd] })).status, 420, controllerId);
    }
  });
});

describe('an export', () => {
  it('holds roles and accounts, and nothing that proves anything', async () => {
    const content = await exported();
    assert.ok(content.roles.length >= 8);
    assert.deepEqual(
      content.accounts.map(({ accountName }: { accountName: string }) => accountName),
      ['ann', 'root'],
    );
    assert.doesNotMatch(JSON.stringify(content), /plain:|hash|password"/i);
    assert.deepEqual(
      content.roles.find(({ roleName }: { roleName: string }) => roleName === 'own-ann').folders,
      [{ folder: '/a', recursive: true }],
    );
  });

  it('holds what is named alone, and refuses what is not there', async () => {
    const some = { identityServiceName: from, roles: ['ALL'], accounts: [] };
    const { content } = (await root.call('/iam/export', some)).body;
    assert.deepEqual([content.roles.length, content.accounts.length], [1, 0]);
    const unknown = await root.call('/iam/export', { ...some, roles: ['all', 'none'] });
    assert.deepEqual([unknown.status, unknown.body.error.field], [420, 'roles[1]']);
  });
});

describe('an import', () => {
  it('gives another service the same accounts and roles', async () => {
    await freshCopy();
    const content = await exported();
    const { status, body } = await imported(content);
    assert.equal(status, 200);
    assert.equal(body.imported, true);
    assert.ok(body.items.every(({ action }: { action: string }) => action === 'create'));
    assert.deepEqual({ ...(await exported(into)), identityServiceName: from }, content);
  });

  it('once more changes nothing, and says of each item that it is as it was', async () => {
    const { body } = await imported(await exported());
    assert.ok(body.items.every(({ action }: { action: string }) => action === 'none'));
  });

  it('replaces what it names, leaves what it does not, and says what is other than before', async () => {
    await freshCopy();
    await imported({ ...empty, roles: [role('a', 'x'), role('b', 'x')], accounts: [account('carl', 'a')] });
    const next = { ...empty, roles: [role('b', 'y')], accounts: [account('carl', 'b')] };
    const { body } = await imported(next);
    assert.deepEqual(body.items, [
      { kind: 'role', name: 'b', action: 'change', changes: ['permissions'] },
      { kind: 'account', name: 'carl', action: 'change', changes: ['roles'] },
    ]);
    const after = await exported(into);
    assert.deepEqual(after.roles, [role('a', 'x'), role('b', 'y')]);
  });

  it('that is a dry run says what would be done, and does nothing', async () => {
    await freshCopy();
    const before = await world.store.read.audit.head({ role: 'cockpit', id: 'cockpit' });
    const content = {
      ...empty,
      roles: [role('a', 'x')],
      accounts: [account('carl', 'a'), account('dora', 'none')],
    };
    const { status, body } = await imported(content, { dryRun: true });
    assert.equal(status, 200);
    assert.equal(body.imported, false);
    assert.deepEqual(
      body.items.map(({ action }: { action: string }) => action),
      ['create', 'create', 'refuse'],
    );
    assert.match(body.items[2].reason, /none/);
    assert.deepEqual((await exported(into)).roles, []);
    assert.deepEqual(await world.store.read.audit.head({ role: 'cockpit', id: 'cockpit' }), before);
  });

  it('of which one item is refused stores nothing, and names every refused one', async () => {
    await freshCopy();
    const content = {
      ...empty,
      roles: [role('a', 'x'), role('b\u0000', 'x')],
      accounts: [account('carl', 'a'), account('dora', 'none')],
    };
    const { status, body } = await imported(content);
    assert.equal(status, 419);
    assert.deepEqual(
      body.errors.map(({ path }: { path: string }) => path),
      ['b\u0000', 'dora'],
    );
    const after = await exported(into);
    assert.deepEqual([after.roles, after.accounts], [[], []]);
  });

  it('gives nothing that the caller does not hold', async () => {
    await freshCopy();
    const within = {
      ...empty,
      roles: [role('a', 'sos:products:joc:auditlog:view')],
      accounts: [account('carl', 'a')],
    };
    const beyond = { ...empty, roles: [role('b', 'sos:products:joc:inventory:view')] };
    assert.equal((await imported(within, {}, ann)).status, 200);
    assert.equal((await imported(beyond, {}, ann)).status, 419);
    const rehearsed = await imported(beyond, { dryRun: true }, ann);
    assert.match(rehearsed.body.items[0].reason, /inventory:view/);
    await imported(beyond);
    const assigning = { ...empty, accounts: [account('carl', 'a', 'b')] };
    assert.equal((await imported(assigning, {}, ann)).status, 419);
  });

  it('can not take the last administrator away', async () => {
    const content = await exported();
    const stripped = content.accounts.map((one: { roles: string[] }) => ({ ...one, roles: [] }));
    for (const dryRun of [true, false]) {
      const answer = await imported(
        { ...content, roles: [], accounts: stripped },
        { identityServiceName: from, dryRun },
      );
      assert.equal(answer.body.error?.problem, 'LastAdministrator', answer.text);
    }
    assert.deepEqual(await exported(), content);
  });

  it('of something that is no such file is refused by field', async () => {
    const wrong: readonly [content: object, field: string][] = [
      [{ ...empty, version: 2 }, 'content.version'],
      [{ ...empty, passwords: [] }, 'content.passwords'],
      [{ ...empty, accounts: [{ ...account('a'), password: 'x' }] }, 'content.accounts[0].password'],
      [{ ...empty, roles: [role('a', 'x'), role('A', 'x')] }, 'content'],
    ];
    for (const [content, field] of wrong) {
      const answer = await imported(content);
      assert.deepEqual([answer.status, answer.body.error.field], [420, field]);
    }
  });

  it('leaves new accounts without a password', async () => {
    await freshCopy();
    await imported({ ...empty, roles: [role('a', 'x')], accounts: [account('carl', 'a')] });
    const { accountItems } = (await root.call('/iam/accounts', { identityServiceName: into })).body;
    assert.deepEqual([accountItems[0].accountName, accountItems[0].hasPassword], ['carl', false]);
  });
});
