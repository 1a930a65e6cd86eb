import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { channelOver } from './supervisor-channel.ts';

async function pair(t: TestContext): Promise<{ readonly supervisor: Socket; readonly program: Socket }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const program = connect(address.port, '127.0.0.1');
  const [supervisor] = (await once(server, 'connection')) as [Socket];
  t.after(() => {
    supervisor.destroy();
    program.destroy();
    server.close();
  });
  return { supervisor, program };
}

test('a program begins when the supervisor says so, with the password it was handed', async (t) => {
  const { supervisor, program } = await pair(t);
  const channel = channelOver(program);
  t.after(() => channel.close());
  supervisor.write('{"kind":"begin","rootPassword":"from the pipe"}\n');
  assert.equal((await channel.begun()).rootPassword, 'from the pipe');
});

test('a join token waits for the program, and the program for a join token', async (t) => {
  const { supervisor, program } = await pair(t);
  const channel = channelOver(program);
  t.after(() => channel.close());
  supervisor.write('{"kind":"join","token":"one"}\n{"kind":"join","token":"two"}\n');
  const signal = AbortSignal.timeout(5_000);
  assert.equal(await channel.joinToken(signal), 'one');
  assert.equal(await channel.joinToken(signal), 'two');
});

test('a report reaches the supervisor as one line', async (t) => {
  const { supervisor, program } = await pair(t);
  const channel = channelOver(program);
  t.after(() => channel.close());
  channel.report({ kind: 'progress', text: 'created\nthe CA' });
  const [data] = await once(supervisor, 'data');
  assert.equal(String(data), '{"kind":"progress","text":"created\\nthe CA"}\n');
});

for (const [what, end] of [
  ['says stop', (supervisor: Socket) => supervisor.write('{"kind":"stop"}\n')],
  ['is gone', (supervisor: Socket) => supervisor.destroy()],
  ['talks nonsense', (supervisor: Socket) => supervisor.write('stop\n')],
] as const) {
  test(`a program stops, once, when its supervisor ${what}`, async (t) => {
    const { supervisor, program } = await pair(t);
    const channel = channelOver(program);
    let stops = 0;
    const stopped = new Promise<void>((resolve) => {
      channel.onStop(() => {
        stops += 1;
        resolve();
      });
    });
    end(supervisor);
    await stopped;
    assert.equal(stops, 1);
    channel.close();
  });
}

test('without a supervisor a program begins at once', async () => {
  const channel = channelOver(undefined);
  assert.equal(channel.supervised, false);
  assert.deepEqual(await channel.begun(), {});
  channel.close();
});
