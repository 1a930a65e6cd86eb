/** What every store of settings has to do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unwrap } from '@interlock/base';
import { aService, type OpenedIam, serviceNamed, withOpened } from './iam-samples.ts';

export function settingStoreSuite(what: string, open: () => Promise<OpenedIam>): void {
  const check = (guarantee: string, work: (opened: OpenedIam) => Promise<void>) =>
    test(`${what}: ${guarantee}`, () =>
      withOpened(open, async (opened) => {
        await opened.change(async ({ identityServices }) => {
          unwrap(await identityServices.save(aService('local')));
        });
        await work(opened);
      }));
  const local = serviceNamed('local');
  const value = { list: [1, 'two', null], 'key with "signs"': { deep: true } };

  check('a setting comes back as it was stored, by name and by id', async ({ read, change }) => {
    const setting = { scope: 'identityService', name: local, serviceId: local, value };
    const id = await change(({ settings }) => settings.save(setting));
    assert.ok(Number.isInteger(id) && id > 0);
    assert.deepEqual(await read.settings.find('identityService', local), { id, ...setting });
    assert.deepEqual(await read.settings.findById(id), { id, ...setting });
    assert.equal(await read.settings.find('identity', local), undefined);
    assert.equal(await read.settings.findById(id + 1), undefined);
  });

  check('a setting that is stored again keeps its id', async ({ read, change }) => {
    const first = await change(({ settings }) => settings.save({ scope: 'a', name: 'x', value: 1 }));
    const other = await change(({ settings }) => settings.save({ scope: 'b', name: 'x', value: 2 }));
    const again = await change(({ settings }) => settings.save({ scope: 'a', name: 'x', value: 3 }));
    assert.equal(again, first);
    assert.notEqual(other, first);
    assert.equal((await read.settings.find('a', 'x'))?.value, 3);
    assert.equal((await read.settings.find('b', 'x'))?.value, 2);
  });

  check('settings are listed by scope, in the order of their names', async ({ read, change }) => {
    await change(async ({ settings }) => {
      for (const name of ['z', 'B', 'a']) await settings.save({ scope: 's', name, value: name });
      await settings.save({ scope: 't', name: 'c', value: null });
    });
    assert.deepEqual(
      (await read.settings.list('s')).map(({ name }) => name),
      ['B', 'a', 'z'],
    );
    assert.deepEqual(await read.settings.list('nothing'), []);
  });

  check('a removed setting is gone', async ({ read, change }) => {
    await change(({ settings }) => settings.save({ scope: 's', name: 'n', value }));
    assert.equal(await change(({ settings }) => settings.remove('s', 'n')), true);
    assert.equal(await read.settings.find('s', 'n'), undefined);
    assert.equal(await change(({ settings }) => settings.remove('s', 'n')), false);
  });

  check('the settings of a service go with it, and no others', async ({ read, change }) => {
    await change(async ({ settings }) => {
      await settings.save({ scope: 's', name: 'mine', serviceId: local, value });
      await settings.save({ scope: 's', name: 'general', value });
    });
    await change(({ identityServices }) => identityServices.remove(local));
    assert.deepEqual(
      (await read.settings.list('s')).map(({ name }) => name),
      ['general'],
    );
  });
}
