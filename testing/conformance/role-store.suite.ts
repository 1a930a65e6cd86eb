/** What every store of roles has to do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderPath, unwrap } from '@interlock/base';
import {
  anAccount,
  aRole,
  aService,
  type OpenedIam,
  roleNamed,
  serviceNamed,
  withOpened,
} from './iam-samples.ts';

export function roleStoreSuite(what: string, open: () => Promise<OpenedIam>): void {
  const local = serviceNamed('local');
  const other = serviceNamed('other');
  const check = (guarantee: string, work: (opened: OpenedIam) => Promise<void>) =>
    test(`${what}: ${guarantee}`, () =>
      withOpened(open, async (opened) => {
        await opened.change(async ({ identityServices }) => {
          unwrap(await identityServices.save(aService('local')));
          unwrap(await identityServices.save(aService('other')));
        });
        await work(opened);
      }));

  check(
    'the accounts that have a role are counted, in any spelling and in their service alone',
    async (opened) => {
      await opened.change(async ({ roles, accounts }) => {
        await roles.save(aRole('Operator'));
        await roles.save(aRole('nobody'));
        unwrap(await accounts.save(anAccount('ada', { roles: [roleNamed('operator')] })));
        unwrap(await accounts.save(anAccount('bob', { roles: [roleNamed('OPERATOR'), roleNamed('gone')] })));
        unwrap(await accounts.save(anAccount('eve', { serviceId: other, roles: [roleNamed('operator')] })));
      });
      assert.deepEqual([...(await opened.read.roles.holders(local))].sort(), [
        ['gone', 1],
        ['operator', 2],
      ]);
    },
  );

  check('a role comes back with its entries in their order', async ({ read, change }) => {
    const full = aRole('Operator', {
      ordering: 4,
      permissions: [
        { permission: 'sos:products:joc', excluded: false },
        { permission: 'no:such:name', excluded: true },
        { permission: 'sos:products:controller:view', excluded: false, controllerId: 'c1' },
        { permission: 'sos:products:controller:view', excluded: true, controllerId: 'c1' },
      ],
      folders: [
        { folder: unwrap(folderPath('/b')), recursive: true },
        { folder: unwrap(folderPath('/')), recursive: false, controllerId: 'c1' },
        { folder: unwrap(folderPath('/a')), recursive: false },
      ],
    });
    await change(({ roles }) => roles.save(full));
    assert.deepEqual(await read.roles.find(local, full.name), full);
    const less = { ...full, permissions: full.permissions.slice(1), folders: [] };
    await change(({ roles }) => roles.save(less));
    assert.deepEqual(await read.roles.find(local, full.name), less);
    assert.deepEqual(await read.roles.list(), [less]);
  });

  check('a role is found in any case of its name, in its service alone', async ({ read, change }) => {
    await change(({ roles }) => roles.save(aRole('Operator')));
    assert.equal((await read.roles.find(local, roleNamed('OPERATOR')))?.name, 'Operator');
    assert.equal(await read.roles.find(other, roleNamed('Operator')), undefined);
    await change(({ roles }) => roles.save(aRole('OPERATOR', { ordering: 9 })));
    const listed = await read.roles.list();
    assert.deepEqual(
      listed.map(({ name, ordering }) => [name, ordering]),
      [['OPERATOR', 9]],
    );
  });

  check('of the named roles those that exist come once, by ordering and name', async ({ read, change }) => {
    await change(async ({ roles }) => {
      for (const [name, ordering] of [
        ['b', 2],
        ['a', 2],
        ['c', 1],
      ] as const)
        await roles.save(aRole(name, { ordering }));
      await roles.save(aRole('d', { serviceId: other }));
    });
    const found = await read.roles.findAll(local, ['a', 'none', 'B', 'c', 'a', 'd'].map(roleNamed));
    assert.deepEqual(
      found.map(({ name }) => name),
      ['c', 'a', 'b'],
    );
    assert.deepEqual(await read.roles.findAll(local, []), []);
    assert.deepEqual(
      (await read.roles.list(local)).map(({ name }) => name),
      ['c', 'a', 'b'],
    );
    assert.equal((await read.roles.list()).length, 4);
  });

  check('a renamed role stays with its accounts', async ({ read, change }) => {
    const roles = [roleNamed('x'), roleNamed('before'), roleNamed('y')];
    await change(async (ports) => {
      for (const name of roles) await ports.roles.save(aRole(name));
      unwrap(await ports.accounts.save(anAccount('ada', { roles })));
    });
    unwrap(await change((ports) => ports.roles.rename(local, roleNamed('before'), roleNamed('after'))));
    assert.equal(await read.roles.find(local, roleNamed('before')), undefined);
    assert.deepEqual((await read.accounts.find(anAccount('ada').key))?.roles, ['x', 'after', 'y']);
    unwrap(await change((ports) => ports.roles.rename(local, roleNamed('after'), roleNamed('AFTER'))));
    assert.deepEqual((await read.accounts.find(anAccount('ada').key))?.roles, ['x', 'AFTER', 'y']);
  });

  check('a role is renamed neither into another nor out of nothing', async ({ change }) => {
    await change(async (ports) => {
      await ports.roles.save(aRole('one'));
      await ports.roles.save(aRole('two'));
    });
    const into = await change((ports) => ports.roles.rename(local, roleNamed('one'), roleNamed('TWO')));
    const outOf = await change((ports) => ports.roles.rename(local, roleNamed('three'), roleNamed('four')));
    assert.deepEqual(
      [into, outOf].map((result) => !result.ok && result.problem.code),
      ['DuplicateName', 'UnknownObject'],
    );
  });

  check('a removed role leaves its accounts', async ({ read, change }) => {
    await change(async (ports) => {
      for (const name of ['x', 'y']) await ports.roles.save(aRole(name));
      unwrap(await ports.accounts.save(anAccount('ada', { roles: [roleNamed('x'), roleNamed('y')] })));
    });
    assert.equal(await change((ports) => ports.roles.remove(local, roleNamed('X'))), true);
    assert.deepEqual((await read.accounts.find(anAccount('ada').key))?.roles, ['y']);
    assert.equal(await change((ports) => ports.roles.remove(local, roleNamed('x'))), false);
  });
}
