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
