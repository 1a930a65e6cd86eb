import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aSession, keyOf, named, serviceNamed } from '../../../testing/conformance/iam-samples.ts';
import { memoryIam } from '../../../testing/testkit/memory-iam.ts';
import { endSessions, type SessionEnding } from './end-sessions.ts';

const key = keyOf('local', 's-ada');
const name = named('ada');
const local = serviceNamed('local');

const endings: readonly [ending: SessionEnding, left: readonly string[], device: boolean][] = [
  [{ kind: 'accountDisabled', key, name }, ['namesake'], false],
  [{ kind: 'accountDeleted', key, name }, ['namesake'], false],
  [{ kind: 'accountRenamed', key, name }, ['namesake'], false],
  [{ kind: 'authenticatorChanged', key, name }, ['namesake'], false],
  [{ kind: 'authenticatorChanged', key, name, exceptId: 'one' }, ['namesake', 'one'], false],
  [{ kind: 'nameBlocked', name }, [], true],
  [{ kind: 'serviceDisabled', serviceId: local }, ['namesake'], true],
  [{ kind: 'serviceDeleted', serviceId: local }, ['namesake'], true],
];

for (const [ending, left, device] of endings)
  test(`${ending.kind}${'exceptId' in ending ? ' by a session of its own' : ''} leaves ${left.join(' and ') || 'nothing'}`, async () => {
    const { read, change } = memoryIam();
    await change(async ({ sessions, devices }) => {
      for (const id of ['one', 'two']) await sessions.add(aSession(id));
      const elsewhere = {
        key: keyOf('other', 's-ada'),
        serviceId: serviceNamed('other'),
        accountName: name,
        groups: [],
      };
      await sessions.add(aSession('namesake', { evidence: [elsewhere] }));
      await devices.save({ markHash: 'm', accountName: name, endsAtMs: 10_000 }, 20);
    });
    const ended = await change((ports) => endSessions(ports, ending));
    const now = (await read.sessions.list(1_000)).map(({ id }) => id).sort();
    assert.deepEqual(now, left);
    assert.deepEqual([...ended, ...left].sort(), ['namesake', 'one', 'two']);
    assert.equal(await read.devices.knows('m', name, 0), device);
  });
