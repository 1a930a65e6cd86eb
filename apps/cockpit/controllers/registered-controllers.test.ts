import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem, refuse, silentLog } from '@interlock/base';
import type { ControllerClient } from '@interlock/node-api';
import { RegisteredControllers } from './registered-controllers.ts';

/** Controllers that can not be reached; what is opened and closed is counted. */
function world() {
  const opened: string[] = [];
  const closed: string[] = [];
  const controllers = new RegisteredControllers('cockpit', {
    open: (_controllerId, address): ControllerClient => {
      opened.push(address);
      return {
        call: async () => refuse(problem('ControllerUnreachable')),
        events: async () => refuse(problem('ControllerUnreachable')),
        close: async () => void closed.push(address),
      };
    },
    store: {
      read: { history: { cursor: async () => undefined }, mirrors: { load: async () => undefined } },
      change: async () => undefined,
    } as never,
    tell: () => undefined,
    witness: async () => undefined,
    renew: async () => undefined,
    pause: (_milliseconds, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
    clock: { now: () => 1_000 },
    log: silentLog,
  });
  return { controllers, opened, closed };
}

const entry = {
  controllerId: 'controller',
  number: 1,
  title: 'controller',
  address: '127.0.0.1:4444',
  isJoined: true,
};

test('a Controller is coupled once, however often it is asked for: two would take its events twice', async () => {
  const { controllers, opened } = world();
  controllers.add(entry);
  await controllers.couple(entry);
  await controllers.couple(entry);
  assert.deepEqual(opened, ['127.0.0.1:4444']);
  await controllers.close();
});

test('a Controller that moved is coupled at its new address, after the old coupling has ended', async () => {
  const { controllers, opened, closed } = world();
  controllers.add(entry);
  await controllers.couple({ ...entry, address: '127.0.0.1:5555' });
  assert.deepEqual(opened, ['127.0.0.1:4444', '127.0.0.1:5555']);
  assert.deepEqual(closed, ['127.0.0.1:4444']);
  assert.equal(controllers.find('controller')?.url, 'https://127.0.0.1:5555');
  await controllers.close();
});

test('a Controller that has not joined is listed, and says why it is not reached', async () => {
  const { controllers, opened } = world();
  controllers.add({ ...entry, isJoined: false });
  assert.deepEqual(opened, []);
  assert.match(controllers.find('controller')?.mirror().reason ?? '', /not joined/);
  await controllers.close();
});
