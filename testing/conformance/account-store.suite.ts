/** What every store of accounts has to do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, unwrap } from '@interlock/base';
import {
  anAccount,
  aRole,
  aService,
  named,
  type OpenedIam,
  roleNamed,
  serviceNamed,
  withOpened,
} from './iam-samples.ts';

export function accountStoreSuite(what: string, open: () => Promise<OpenedIam>): void {
  const check = (guarantee: string, work: (opened: OpenedIam) => Promise<void>) =>
    test(`${what}: ${guarantee}`, () =>
      withOpened(open, async (opened) => {
        await opened.change(async ({ identityServices, roles }) => {
          unwrap(await identityServices.save(aService('local')));
          unwrap(await identityServices.save(aService('other')));
          for (const name of ['Operator', 'viewer']) await roles.save(aRole(name));
        });
        await work(opened);
      }));

  check('an account comes back as it was stored', async ({ read, change }) => {
    const full = anAccount('ada', {
      email: 'ada@example.org',
      disabled: true,
      forcePasswordChange: true,
      roles: [roleNamed('viewer'), roleNamed('Operator')],
      createdAtMs: 1_700_000_000_123,
    });
    unwrap(await change((ports) => ports.accounts.save(full)));
    assert.deepEqual(await read.accounts.find(full.key), full);
    const { email: _, ...without } = full;
    unwrap(await change((ports) => ports.accounts.save(without)));
    assert.deepEqual(await read.accounts.find(full.key), without);
  });

  check('a name is given once in a service, and again in another', async ({ read, change }) => {
    const other = anAccount('ada', { serviceId: serviceNamed('other') });
    unwrap(await change((ports) => ports.accounts.save(anAccount('ada'))));
    unwrap(await change((ports) => ports.accounts.save(other)));
    const twin = anAccount('ada', { key: anAccount('twin').key });
    const refused = await change((ports) => ports.accounts.save(twin));
    assert.ok(!refused.ok);
    assert.equal(refused.problem.code, 'DuplicateName');
    assert.equal(
      (await read.accounts.findByName(serviceNamed('local'), named('ada')))?.key,
      anAccount('ada').key,
    );
    assert.equal((await read.accounts.findByName(serviceNamed('other'), named('ada')))?.key, other.key);
    assert.equal(await read.accounts.findByName(serviceNamed('local'), named('nobody')), undefined);
  });

  check('an account is renamed under its key', async ({ read, change }) => {
    const { key } = anAccount('ada');
    unwrap(await change((ports) => ports.accounts.save(anAccount('ada'))));
    unwrap(await change((ports) => ports.accounts.save(anAccount('lovelace', { key }))));
    assert.equal(await read.accounts.findByName(serviceNamed('local'), named('ada')), undefined);
    assert.equal((await read.accounts.find(key))?.name, 'lovelace');
  });

  check('accounts are listed by name, of one service or of all', async ({ read, change }) => {
    await change(async ({ accounts }) => {
      for (const name of ['zoe', 'ada', 'Émile']) unwrap(await accounts.save(anAccount(name)));
      unwrap(await accounts.save(anAccount('bob', { serviceId: serviceNamed('other') })));
    });
    const names = async (id?: string) =>
      (await read.accounts.list(id === undefined ? undefined : serviceNamed(id))).map(({ name }) => name);
    assert.deepEqual(await names(), ['ada', 'bob', 'zoe', 'émile']);
    assert.deepEqual(await names('local'), ['ada', 'zoe', 'émile']);
    assert.deepEqual(await names('nowhere'), []);
  });

  check('roles keep their order, and each stands once', async ({ read, change }) => {
    const roles = ['viewer', 'Operator', 'viewer'].map(roleNamed);
    unwrap(await change((ports) => ports.accounts.save(anAccount('ada', { roles }))));
    assert.deepEqual((await read.accounts.find(anAccount('ada').key))?.roles, ['viewer', 'Operator']);
    unwrap(await change((ports) => ports.accounts.save(anAccount('ada', { roles: [] }))));
    assert.deepEqual((await read.accounts.find(anAccount('ada').key))?.roles, []);
  });

  check('a role keeps the date of its assignment while the account has it', async ({ read, change }) => {
    const { key } = anAccount('ada');
    const save = (names: readonly string[], atMs?: number) =>
      change(async ({ accounts }) =>
        unwrap(await accounts.save(anAccount('ada', { createdAtMs: 5, roles: names.map(roleNamed) }), atMs)),
      );
    const dates = async () => [...((await read.accounts.dates([key]))[0]?.assignedAtMs ?? [])].sort();
    await save(['viewer']);
    assert.deepEqual(await dates(), [['viewer', 5]]);
    await save(['VIEWER', 'Operator'], 7);
    assert.deepEqual(await dates(), [
      ['Operator', 7],
      ['VIEWER', 5],
    ]);
    await save(['Operator'], 8);
    await save(['viewer', 'Operator'], 9);
    assert.deepEqual(await dates(), [
      ['Operator', 7],
      ['viewer', 9],
    ]);
    await change(({ roles }) =>
      roles.rename(serviceNamed('local'), roleNamed('viewer'), roleNamed('reader')),
    );
    assert.deepEqual(await dates(), [
      ['Operator', 7],
      ['reader', 9],
    ]);
  });

  check('what was assigned without a time has no date, and gets none later', async ({ read, change }) => {
    const { key } = anAccount('ada');
    unwrap(await change((ports) => ports.accounts.save(anAccount('ada'))));
    const ada = anAccount('ada', { roles: [roleNamed('viewer')] });
    unwrap(await change((ports) => ports.accounts.save(ada)));
    unwrap(await change((ports) => ports.accounts.save(ada, 9)));
    assert.deepEqual(await read.accounts.dates([key, anAccount('nobody').key]), [
      { key, assignedAtMs: new Map() },
    ]);
    await change((ports) => ports.accounts.noteLogin(key, 11));
    assert.equal((await read.accounts.dates([key]))[0]?.lastLoginAtMs, 11);
  });

  check('who has a role is found in any case of its name', async ({ read, change }) => {
    await change(async ({ accounts }) => {
      unwrap(await accounts.save(anAccount('zoe', { roles: [roleNamed('Operator')] })));
      unwrap(await accounts.save(anAccount('ada', { roles: [roleNamed('Operator'), roleNamed('viewer')] })));
      unwrap(await accounts.save(anAccount('bob', { roles: [roleNamed('viewer')] })));
    });
    const found = await read.accounts.withRole(serviceNamed('local'), roleNamed('OPERATOR'));
    assert.deepEqual(
      found.map(({ name }) => name),
      ['ada', 'zoe'],
    );
    assert.deepEqual(await read.accounts.withRole(serviceNamed('other'), roleNamed('Operator')), []);
  });

  check('accounts are given piece by piece, with their state and number', async ({ read, change }) => {
    const serviceId = serviceNamed('local');
    await change(async ({ accounts, passwords, blocklist }) => {
      for (const name of ['zoe', 'ada', 'bob', 'carl'])
        unwrap(
          await accounts.save(
            anAccount(name, { disabled: name === 'bob', email: `${name}@Example.org`, roles: [] }),
          ),
        );
      unwrap(await accounts.save(anAccount('ada', { serviceId: serviceNamed('other') })));
      unwrap(await accounts.save(anAccount('ada', { roles: [roleNamed('viewer'), roleNamed('Operator')] })));
      await passwords.save(anAccount('ada').key, new Secret('hash'));
      await blocklist.save({ name: named('zoe'), comment: '', sinceMs: 1 });
      await accounts.noteLogin(anAccount('ada').key, 1_700_000_000_123);
    });
    const [ada, bob, carl, zoe] = (await read.accounts.page({ serviceId, limit: 9, offset: 0 })).items;
    assert.deepEqual(ada, {
      account: await read.accounts.find(anAccount('ada').key),
      hasPassword: true,
      blocked: false,
      lastLoginAtMs: 1_700_000_000_123,
    });
    assert.deepEqual(ada?.account.roles, ['viewer', 'Operator']);
    assert.deepEqual(
      [bob, carl, zoe].map((item) => [item?.account.name, item?.hasPassword, item?.blocked]),
      [
        ['bob', false, false],
        ['carl', false, false],
        ['zoe', false, true],
      ],
    );
    const page = async (query: object) => {
      const { items, total } = await read.accounts.page({ serviceId, limit: 9, offset: 0, ...query });
      return [items.map(({ account }) => account.name).join(' '), total];
    };
    assert.deepEqual(await page({ limit: 2, offset: 1 }), ['bob carl', 4]);
    assert.deepEqual(await page({ offset: 4 }), ['', 4]);
    assert.deepEqual(await page({ disabled: true }), ['bob', 1]);
    assert.deepEqual(await page({ disabled: false, limit: 1 }), ['ada', 3]);
    assert.deepEqual(await page({ name: named('carl') }), ['carl', 1]);
    assert.deepEqual(await page({ search: 'A' }), ['ada bob carl zoe', 4]);
    assert.deepEqual(await page({ search: 'AR', limit: 1 }), ['carl', 1]);
    assert.deepEqual(await page({ search: 'b@example.ORG' }), ['bob', 1]);
    assert.deepEqual(await page({ search: 'o', disabled: false }), ['carl zoe', 2]);
    assert.deepEqual(await page({ search: '%' }), ['', 0]);
    assert.deepEqual(await page({ serviceId: serviceNamed('nowhere') }), ['', 0]);
  });

  check('how many there are follows each change', async ({ read, change }) => {
    const counts = async () => {
      const count = async (disabled: boolean) =>
        (await read.accounts.page({ serviceId: serviceNamed('local'), disabled, limit: 1, offset: 0 })).total;
      return [await count(false), await count(true)];
    };
    const ada = anAccount('ada');
    unwrap(await change(({ accounts }) => accounts.save(ada)));
    unwrap(await change(({ accounts }) => accounts.save(anAccount('bob', { disabled: true }))));
    assert.deepEqual(await counts(), [1, 1]);
    unwrap(await change(({ accounts }) => accounts.save({ ...ada, disabled: true })));
    unwrap(await change(({ accounts }) => accounts.save({ ...ada, disabled: true, email: 'a@b' })));
    assert.deepEqual(await counts(), [0, 2]);
    unwrap(await change(({ accounts }) => accounts.save({ ...ada, disabled: false })));
    await change(({ accounts }) => accounts.remove(anAccount('bob').key));
    assert.deepEqual(await counts(), [1, 0]);
    await change(({ identityServices }) => identityServices.remove(serviceNamed('local')));
    assert.deepEqual(await counts(), [0, 0]);
  });

  check('a login that is noted stays when the account is stored again', async ({ read, change }) => {
    const ada = anAccount('ada');
    unwrap(await change(({ accounts }) => accounts.save(ada)));
    await change(({ accounts }) => accounts.noteLogin(ada.key, 7));
    unwrap(await change(({ accounts }) => accounts.save({ ...ada, email: 'a@b' })));
    await change(({ accounts }) => accounts.noteLogin(anAccount('nobody').key, 8));
    const { items } = await read.accounts.page({ serviceId: ada.serviceId, limit: 2, offset: 0 });
    assert.deepEqual(
      items.map(({ lastLoginAtMs }) => lastLoginAtMs),
      [7],
    );
  });

  check('a removed account takes its password along', async ({ read, change }) => {
    const { key } = anAccount('ada');
    await change(async (ports) => {
      unwrap(await ports.accounts.save(anAccount('ada')));
      await ports.passwords.save(key, new Secret('hash'));
    });
    assert.equal(await change((ports) => ports.accounts.remove(key)), true);
    assert.equal(await read.accounts.find(key), undefined);
    assert.equal(await read.passwords.find(key), undefined);
    assert.equal(await change((ports) => ports.accounts.remove(key)), false);
  });

  check('a name out of SQL is a name', async ({ read, change }) => {
    const odd = anAccount(`o'%_"; drop table account --`);
    unwrap(await change((ports) => ports.accounts.save(odd)));
    assert.deepEqual(await read.accounts.findByName(odd.serviceId, odd.name), odd);
    assert.equal(await read.accounts.findByName(odd.serviceId, named('%')), undefined);
  });
}
