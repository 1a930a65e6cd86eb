/** What every store of sessions has to do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Session } from '@interlock/iam';
import { aSession, keyOf, named, type OpenedIam, serviceNamed, withOpened } from './iam-samples.ts';

export function sessionStoreSuite(what: string, open: () => Promise<OpenedIam>): void {
  const check = (guarantee: string, work: (opened: OpenedIam) => Promise<void>) =>
    test(`${what}: ${guarantee}`, () => withOpened(open, work));
  const proof = (service: string, name: string) => ({
    key: keyOf(service, `s-${name}`),
    serviceId: serviceNamed(service),
    accountName: named(name),
    groups: [],
  });
  const of = (id: string, ...evidence: Session['evidence']) => aSession(id, { evidence });
  const store = ({ change }: OpenedIam, ...sessions: readonly Session[]) =>
    change(async (ports) => {
      for (const session of sessions) await ports.sessions.add(session);
    });
  const left = async ({ read }: OpenedIam) => (await read.sessions.list(1_000)).map(({ id }) => id).sort();

  check('a session comes back by token and by id as it was stored', async (opened) => {
    const full = aSession('full', {
      evidence: [proof('local', 'ada'), { ...proof('directory', 'ada'), groups: ['cn=a', 'cn=b'] }],
      methods: ['pwd', 'swk'],
      rememberMe: true,
    });
    const { originHash: _, ...bare } = aSession('bare', { transport: 'header' });
    await store(opened, full, bare);
    assert.deepEqual(await opened.read.sessions.find(full.tokenHash), full);
    assert.deepEqual(await opened.read.sessions.findById('bare'), bare);
    assert.equal(await opened.read.sessions.find('bare'), undefined);
    assert.equal(await opened.read.sessions.find(''), undefined);
  });

  check('a session is added once', async (opened) => {
    await store(opened, aSession('one'));
    await assert.rejects(store(opened, aSession('one')));
  });

  check('live sessions are listed, the newest first', async (opened) => {
    await store(
      opened,
      aSession('a', { startedAtMs: 1_000 }),
      aSession('c', { startedAtMs: 1_050, lastUsedAtMs: 1_050 }),
      aSession('b', { startedAtMs: 1_050, lastUsedAtMs: 1_050 }),
      aSession('over', { endsAtMs: 1_060 }),
    );
    const ids = async (nowMs: number) => (await opened.read.sessions.list(nowMs)).map(({ id }) => id);
    assert.deepEqual(await ids(1_060), ['b', 'c', 'a']);
    assert.deepEqual(await ids(1_099), ['b', 'c', 'a']);
    assert.deepEqual(await ids(1_100), ['b', 'c']);
    assert.deepEqual(await ids(1_150), []);
  });

  check('a use moves the last use forward only', async (opened) => {
    await store(opened, aSession('one'));
    for (const atMs of [1_070, 1_010]) await opened.change((ports) => ports.sessions.touch('one', atMs));
    await opened.change((ports) => ports.sessions.touch('gone', 1_070));
    assert.equal((await opened.read.sessions.findById('one'))?.lastUsedAtMs, 1_070);
    assert.equal(await opened.read.sessions.findById('gone'), undefined);
  });

  check('a removed session is gone', async (opened) => {
    await store(opened, aSession('one'));
    assert.equal(await opened.change((ports) => ports.sessions.remove('one')), true);
    assert.equal(await opened.change((ports) => ports.sessions.remove('one')), false);
    assert.equal(await opened.read.sessions.find('token-of-one'), undefined);
  });

  const three = () => [
    of('alone', proof('local', 'ada')),
    of('joined', proof('directory', 'bob'), proof('local', 'ada')),
    of('namesake', proof('directory', 'ada')),
    of('stranger', proof('directory', 'eve')),
  ];

  check('all sessions that stand on an account end, but one', async (opened) => {
    await store(opened, ...three());
    const ended = await opened.change((ports) =>
      ports.sessions.removeOfAccount(keyOf('local', 's-ada'), 'alone'),
    );
    assert.deepEqual(ended, ['joined']);
    assert.deepEqual(await left(opened), ['alone', 'namesake', 'stranger']);
    await opened.change((ports) => ports.sessions.removeOfAccount(keyOf('local', 's-ada')));
    assert.deepEqual(await left(opened), ['namesake', 'stranger']);
  });

  check('all sessions of a name end, in every service and any case', async (opened) => {
    const exact = { ...proof('certificate', 'ada'), accountName: 'Ada' as ReturnType<typeof named> };
    await store(opened, ...three(), of('exact', exact));
    const ended = await opened.change((ports) => ports.sessions.removeOfName(named('ADA')));
    assert.deepEqual([...ended].sort(), ['alone', 'exact', 'joined', 'namesake']);
    assert.deepEqual(await left(opened), ['stranger']);
  });

  check('all sessions that stand on a service end', async (opened) => {
    await store(opened, ...three());
    const ended = await opened.change((ports) => ports.sessions.removeOfService(serviceNamed('directory')));
    assert.deepEqual([...ended].sort(), ['joined', 'namesake', 'stranger']);
    assert.deepEqual(await left(opened), ['alone']);
  });

  check('what has ended is removed, by either limit', async (opened) => {
    await store(
      opened,
      aSession('live', { lastUsedAtMs: 1_950 }),
      aSession('idle'),
      aSession('over', { lastUsedAtMs: 1_950, endsAtMs: 1_990 }),
    );
    const ended = await opened.change((ports) => ports.sessions.removeEnded(1_990));
    assert.deepEqual([...ended].sort(), ['idle', 'over']);
    assert.deepEqual(
      (await opened.read.sessions.list(1_990)).map(({ id }) => id),
      ['live'],
    );
  });
}
