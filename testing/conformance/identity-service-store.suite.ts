/** What every store of Identity Services has to do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, unwrap } from '@interlock/base';
import type { IdentityServiceSettings } from '@interlock/iam';
import {
  anAccount,
  aRole,
  aService,
  type OpenedIam,
  roleNamed,
  serviceNamed,
  withOpened,
} from './iam-samples.ts';

export function identityServiceStoreSuite(what: string, open: () => Promise<OpenedIam>): void {
  const check = (guarantee: string, work: (opened: OpenedIam) => Promise<void>) =>
    test(`${what}: ${guarantee}`, () => withOpened(open, work));

  check('a service comes back as it was stored', async ({ read, change }) => {
    const full: IdentityServiceSettings = aService('directory', {
      type: 'LDAP',
      ordering: -3,
      required: true,
      disabled: true,
      scheme: 'twoFactor',
      secondFactor: false,
      secondFactorServiceId: serviceNamed('keys'),
      groupRoles: [{ group: 'cn=Operators,dc=example', roles: [roleNamed('operator'), roleNamed('Büro')] }],
      details: { host: 'ldap.example', nested: [1, null, { deep: true }] },
    });
    unwrap(await change((ports) => ports.identityServices.save(full)));
    assert.deepEqual(await read.identityServices.find(full.id), full);
    const bare = aService('bare');
    unwrap(await change((ports) => ports.identityServices.save(bare)));
    assert.deepEqual(await read.identityServices.find(bare.id), bare);
  });

  check('services are listed in the order in which they run', async ({ read, change }) => {
    const services = { b: 2, Zed: 2, c: 1, a: 10, d: -1 };
    await change(async ({ identityServices }) => {
      for (const [name, ordering] of Object.entries(services))
        unwrap(await identityServices.save(aService(`id-of-${name}`, { name, ordering })));
    });
    const names = (await read.identityServices.list()).map(({ name }) => name);
    assert.deepEqual(names, ['d', 'c', 'Zed', 'b', 'a']);
  });

  check('a name is found in any case and given once', async ({ read, change }) => {
    unwrap(await change((ports) => ports.identityServices.save(aService('one', { name: 'Größe' }))));
    assert.equal((await read.identityServices.findByName('GRÖSSE'))?.id, undefined);
    assert.equal((await read.identityServices.findByName('GRÖßE'))?.id, 'one');
    const second = await change((ports) => ports.identityServices.save(aService('two', { name: 'größe' })));
    assert.ok(!second.ok);
    assert.equal(second.problem.code, 'DuplicateName');
    assert.equal((await read.identityServices.list()).length, 1);
  });

  check('a service is renamed under its id', async ({ read, change }) => {
    unwrap(await change((ports) => ports.identityServices.save(aService('one', { name: 'before' }))));
    unwrap(await change((ports) => ports.identityServices.save(aService('one', { name: 'after' }))));
    assert.equal(await read.identityServices.findByName('before'), undefined);
    assert.equal((await read.identityServices.findByName('after'))?.id, 'one');
  });

  check(
    'a removed service takes its accounts, passwords and roles along, and no others',
    async ({ read, change }) => {
      const other = anAccount('ada', { serviceId: serviceNamed('other') });
      await change(async (ports) => {
        unwrap(await ports.identityServices.save(aService('local')));
        unwrap(await ports.identityServices.save(aService('other')));
        unwrap(await ports.accounts.save(anAccount('ada')));
        unwrap(await ports.accounts.save(other));
        await ports.passwords.save(anAccount('ada').key, new Secret('hash'));
        await ports.roles.save(aRole());
        await ports.roles.save(aRole('operator', { serviceId: serviceNamed('other') }));
      });
      assert.equal(await change((ports) => ports.identityServices.remove(serviceNamed('local'))), true);
      assert.equal(await read.accounts.find(anAccount('ada').key), undefined);
      assert.equal(await read.passwords.find(anAccount('ada').key), undefined);
      assert.deepEqual(
        (await read.roles.list()).map(({ serviceId }) => serviceId),
        ['other'],
      );
      assert.deepEqual(await read.accounts.list(), [other]);
      assert.equal(await change((ports) => ports.identityServices.remove(serviceNamed('local'))), false);
    },
  );

  check('what a refused change did is undone', async ({ read, change }) => {
    await assert.rejects(
      change(async (ports) => {
        unwrap(await ports.identityServices.save(aService('one')));
        throw new Error('undo');
      }),
      /undo/,
    );
    assert.deepEqual(await read.identityServices.list(), []);
  });
}
