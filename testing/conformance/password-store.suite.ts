/** What every store of password hashes has to do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, unwrap } from '@interlock/base';
import { anAccount, aService, keyOf, type OpenedIam, withOpened } from './iam-samples.ts';

export function passwordStoreSuite(what: string, open: () => Promise<OpenedIam>): void {
  const { key } = anAccount('ada');
  const check = (guarantee: string, work: (opened: OpenedIam) => Promise<void>) =>
    test(`${what}: ${guarantee}`, () =>
      withOpened(open, async (opened) => {
        await opened.change(async ({ identityServices, accounts }) => {
          unwrap(await identityServices.save(aService('local')));
          unwrap(await accounts.save(anAccount('ada')));
          unwrap(await accounts.save(anAccount('bob')));
        });
        await work(opened);
      }));

  check('a hash comes back as a secret, of its account alone', async ({ read, change }) => {
    assert.equal(await read.passwords.find(key), undefined);
    await change((ports) => ports.passwords.save(key, new Secret('$argon2id$one')));
    assert.equal((await read.passwords.find(key))?.reveal(), '$argon2id$one');
    assert.equal(await read.passwords.find(anAccount('bob').key), undefined);
    await change((ports) => ports.passwords.save(key, new Secret('$argon2id$two')));
    assert.equal((await read.passwords.find(key))?.reveal(), '$argon2id$two');
  });

  check('a hash is replaced only where it is still the same', async ({ read, change }) => {
    await change((ports) => ports.passwords.save(key, new Secret('old')));
    const replace = (previous: string, next: string) =>
      change((ports) => ports.passwords.replace(key, new Secret(previous), new Secret(next)));
    assert.equal(await replace('other', 'wrong'), false);
    assert.equal(await replace('old', 'new'), true);
    assert.equal(await replace('old', 'late'), false);
    assert.equal((await read.passwords.find(key))?.reveal(), 'new');
    const nobody = keyOf('local', 'nobody');
    assert.equal(
      await change((ports) => ports.passwords.replace(nobody, new Secret(''), new Secret('x'))),
      false,
    );
    assert.equal(await read.passwords.find(nobody), undefined);
  });

  check('a hash without account is a fault', async ({ change }) => {
    await assert.rejects(change((ports) => ports.passwords.save(keyOf('local', 'nobody'), new Secret('x'))));
  });

  check('a removed hash is gone, and the account stays', async ({ read, change }) => {
    await change((ports) => ports.passwords.save(key, new Secret('old')));
    await change((ports) => ports.passwords.remove(key));
    assert.equal(await read.passwords.find(key), undefined);
    assert.ok(await read.accounts.find(key));
  });

  check('an account that is stored again keeps its hash', async ({ read, change }) => {
    await change((ports) => ports.passwords.save(key, new Secret('kept')));
    unwrap(await change((ports) => ports.accounts.save(anAccount('ada', { disabled: true }))));
    assert.equal((await read.passwords.find(key))?.reveal(), 'kept');
  });
}
