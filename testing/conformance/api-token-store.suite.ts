/** What every store of API tokens has to do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folderPath, unwrap } from '@interlock/base';
import { type ApiToken, apiTokenName } from '@interlock/iam';
import {
  anAccount,
  anApiToken,
  aService,
  keyOf,
  named,
  type OpenedIam,
  serviceNamed,
  withOpened,
} from './iam-samples.ts';

export function apiTokenStoreSuite(what: string, open: () => Promise<OpenedIam>): void {
  const check = (guarantee: string, work: (opened: OpenedIam) => Promise<void>) =>
    test(`${what}: ${guarantee}`, () => withOpened(open, work));
  const tokenOf = (service: string, name: string, id: string, more: Partial<ApiToken> = {}) =>
    anApiToken(id, {
      key: keyOf(service, `s-${name}`),
      serviceId: serviceNamed(service),
      accountName: named(name),
      ...more,
    });
  const store = async ({ change }: OpenedIam, ...tokens: readonly ApiToken[]) =>
    change(async (ports) => {
      for (const id of ['local', 'other']) unwrap(await ports.identityServices.save(aService(id)));
      for (const { serviceId, accountName } of tokens)
        unwrap(
          await ports.accounts.save(
            anAccount(accountName, { serviceId, key: keyOf(serviceId, `s-${accountName}`) }),
          ),
        );
      for (const token of tokens) unwrap(await ports.apiTokens.add(token));
    });
  const left = async ({ read }: OpenedIam, ...ids: readonly string[]) => {
    const found = await Promise.all(ids.map((id) => read.apiTokens.findById(id)));
    return found.flatMap((token) => (token === undefined ? [] : [token.id]));
  };

  check('a token comes back by its hash and by its id as it was stored', async (opened) => {
    const full = anApiToken('full', {
      limit: {
        permissions: ['sos:products:joc'],
        folders: [{ folder: unwrap(folderPath('/a')), recursive: true, controllerId: 'c' }],
      },
      lastUsedAtMs: 1_500,
    });
    const bare = anApiToken('bare');
    await store(opened, full, bare);
    assert.deepEqual(await opened.read.apiTokens.find(full.tokenHash), full);
    assert.deepEqual(await opened.read.apiTokens.findById('bare'), bare);
    assert.equal(await opened.read.apiTokens.find('bare'), undefined);
    assert.equal(await opened.read.apiTokens.find(''), undefined);
  });

  check('the tokens of all accounts are listed, the newest first, up to a limit', async (opened) => {
    await store(
      opened,
      tokenOf('local', 'ada', 'older', { createdAtMs: 1_000 }),
      tokenOf('other', 'bob', 'newer', { createdAtMs: 3_000 }),
      tokenOf('local', 'bob', 'b', { createdAtMs: 2_000 }),
      tokenOf('local', 'carl', 'a', { createdAtMs: 2_000 }),
    );
    const ids = async (limit: number) => (await opened.read.apiTokens.newest(limit)).map(({ id }) => id);
    assert.deepEqual(await ids(10), ['newer', 'a', 'b', 'older']);
    assert.deepEqual(await ids(2), ['newer', 'a']);
  });

  check('the tokens of an account are listed, the newest first', async (opened) => {
    await store(
      opened,
      anApiToken('old'),
      anApiToken('b', { createdAtMs: 1_100 }),
      anApiToken('a', { createdAtMs: 1_100 }),
      tokenOf('local', 'bob', 'strange'),
    );
    const listed = await opened.read.apiTokens.ofAccount(keyOf('local', 's-ada'));
    assert.deepEqual(
      listed.map(({ id }) => id),
      ['a', 'b', 'old'],
    );
  });

  check(
    'the tokens of all accounts are listed, the newest first, as many as are asked for',
    async (opened) => {
      await store(opened, anApiToken('old'), tokenOf('other', 'bob', 'new', { createdAtMs: 1_100 }));
      const ids = async (limit: number) => (await opened.read.apiTokens.newest(limit)).map(({ id }) => id);
      assert.deepEqual(await ids(10), ['new', 'old']);
      assert.deepEqual(await ids(1), ['new']);
    },
  );

  check('a name is taken once in an account, in any case, and free in others', async (opened) => {
    const nightly = unwrap(apiTokenName('Nightly'));
    await store(
      opened,
      anApiToken('one', { name: nightly }),
      tokenOf('local', 'bob', 'two', { name: nightly }),
    );
    const again = anApiToken('three', { name: unwrap(apiTokenName('NIGHTLY')) });
    const added = await opened.change((ports) => ports.apiTokens.add(again));
    assert.equal(!added.ok && added.problem.code, 'DuplicateName');
    assert.deepEqual(await left(opened, 'one', 'two', 'three'), ['one', 'two']);
  });

  check('a use moves the last use forward only', async (opened) => {
    await store(opened, anApiToken('one'));
    for (const atMs of [1_070, 1_010]) await opened.change((ports) => ports.apiTokens.touch('one', atMs));
    await opened.change((ports) => ports.apiTokens.touch('gone', 1_070));
    assert.equal((await opened.read.apiTokens.findById('one'))?.lastUsedAtMs, 1_070);
  });

  check('a revoked token is gone', async (opened) => {
    await store(opened, anApiToken('one'));
    assert.equal(await opened.change((ports) => ports.apiTokens.remove('one')), true);
    assert.equal(await opened.change((ports) => ports.apiTokens.remove('one')), false);
    assert.equal(await opened.read.apiTokens.find('hash-of-one'), undefined);
  });

  const four = () => [
    anApiToken('ada-1'),
    anApiToken('ada-2'),
    tokenOf('other', 'ada', 'namesake'),
    tokenOf('local', 'bob', 'bob-1'),
  ];
  const ids = ['ada-1', 'ada-2', 'namesake', 'bob-1'];

  check('all tokens of an account, of a name or of a service are revoked together', async (opened) => {
    await store(opened, ...four());
    const gone = await opened.change((ports) => ports.apiTokens.removeOfAccount(keyOf('local', 's-ada')));
    assert.deepEqual([...gone].sort(), ['ada-1', 'ada-2']);
    assert.deepEqual(await left(opened, ...ids), ['namesake', 'bob-1']);
    await opened.change((ports) => ports.apiTokens.removeOfName(named('ADA')));
    assert.deepEqual(await left(opened, ...ids), ['bob-1']);
    await opened.change((ports) => ports.apiTokens.removeOfService(serviceNamed('local')));
    assert.deepEqual(await left(opened, ...ids), []);
  });

  check('a token goes with its account', async (opened) => {
    await store(opened, ...four());
    await opened.change((ports) => ports.accounts.remove(keyOf('local', 's-ada')));
    assert.deepEqual(await left(opened, ...ids), ['namesake', 'bob-1']);
    assert.equal(await opened.read.apiTokens.find('hash-of-ada-1'), undefined);
  });

  check('what had ended by a time is removed', async (opened) => {
    await store(opened, anApiToken('over', { endsAtMs: 1_500 }), anApiToken('live'));
    await opened.change((ports) => ports.apiTokens.removeEnded(1_500));
    assert.deepEqual(await left(opened, 'over', 'live'), ['live']);
  });
}
