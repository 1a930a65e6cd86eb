import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { processesLeftOver } from '../kill/left-over.ts';
import { CockpitClient } from '../testkit/cockpit-client.ts';
import { isAlive, procFile, stillAlive } from '../testkit/processes.ts';
import { type RealInstallation, realInstallation } from '../testkit/real-installation.ts';
import type { RunningUp } from '../testkit/running-up.ts';
import { until } from '../testkit/until.ts';

// What holds when the supervisor or one of its programs ends, each time with a job that runs: on one data folder.

const password = 'the sea is warm in autumn';

let here: RealInstallation;
let up: RunningUp;

before(async () => {
  here = await realInstallation();
  up = here.up({ INTERLOCK_ROOT_PASSWORD: password });
  await up.ready();
  await deployLongJob();
  await up.end();
});
afterEach(() => up.end());
after(() => here?.remove());

async function loggedIn(): Promise<CockpitClient> {
  const client = new CockpitClient(here.httpUrl);
  const { status } = await client.login('root', password);
  assert.equal(status, 200);
  return client;
}

async function deployLongJob(): Promise<void> {
  const client = await loggedIn();
  const path = '/e2e/long';
  const script = `sleep 300 & setsid sleep 300 & echo $$ $! > "$PIDS"\nwait`;
  const executable = { TYPE: 'ShellScript', script, env: { PIDS: '$pids' } };
  const configuration = {
    orderPreparation: { parameters: { pids: { type: 'String' } } },
    instructions: [{ TYPE: 'Execute.Named', jobName: 'long', label: 'long' }],
    jobs: { long: { agentName: 'agent', parallelism: 9, executable } },
  };
  await client.call('/inventory/store', { path, objectType: 'WORKFLOW', configuration });
  const { status, body } = await client.call('/inventory/deployment/deploy', {
    controllerIds: ['controller'],
    store: { draftConfigurations: [{ configuration: { path, objectType: 'WORKFLOW' } }] },
  });
  assert.equal(status, 200, JSON.stringify(body));
}

/** Starts everything, and a job. @returns the job's order, and the pids of its processes. */
async function startWithJob(name: string) {
  up = here.up();
  await up.ready();
  const client = await loggedIn();
  const pidFile = join(here.folder, `${name}.pids`);
  const orders = [{ workflowPath: '/e2e/long', orderName: name, arguments: { pids: pidFile } }];
  const { body } = await client.call('/orders/add', { controllerId: 'controller', orders });
  const pids = () =>
    existsSync(pidFile) ? readFileSync(pidFile, 'utf8').trim().split(/\s+/).map(Number) : [];
  await until(() => pids().length === 2);
  assert.ok(pids().every(isAlive));
  return { client, orderId: String(body.orderIds[0]), pids: pids() };
}

/** Everything of this installation that runs: what names its data folder in its environment. */
function leftOver(): Promise<readonly number[]> {
  return processesLeftOver(here.dataFolder);
}

test('Ctrl-C ends all three programs and the jobs within 5 s, and the answer is 0', async () => {
  const { pids } = await startWithJob('stopped');
  assert.equal(up.programs().length, 3);
  const programs = up.programs();
  const began = Date.now();
  up.interrupt();
  assert.deepEqual(await up.ended, { code: 0, signal: null });
  assert.ok(Date.now() - began < 6_000, `it took ${Date.now() - began} ms`);
  assert.deepEqual([...pids, ...programs].filter(isAlive), []);
  assert.deepEqual(await leftOver(), []);
});

test('Ctrl-C again ends everything at once', async () => {
  const { pids } = await startWithJob('killed');
  const programs = up.programs();
  up.interrupt();
  up.interrupt();
  await up.ended;
  assert.deepEqual(await stillAlive([...programs, ...pids], 1_000), []);
  assert.deepEqual(await leftOver(), []);
});

test('when the supervisor is killed, its programs and their jobs end by themselves', async () => {
  const { pids } = await startWithJob('orphaned');
  const programs = up.programs();
  assert.equal(programs.length, 3);
  up.kill();
  await up.ended;
  assert.deepEqual(await stillAlive([...programs, ...pids], 8_000), []);
  assert.deepEqual(await leftOver(), []);
});

test('each program that is killed is started again, and the others go on', async () => {
  const { client, orderId } = await startWithJob('restarted');
  for (const program of ['agent', 'controller', 'cockpit']) {
    const pidOf = () => up.programs().find((pid) => procFile(pid, 'cmdline').includes(`apps/${program}/`));
    const killed = pidOf();
    assert.ok(killed);
    process.kill(killed, 'SIGKILL');
    await until(() => ![undefined, killed].includes(pidOf()));
    await up.printed(new RegExp(`${program} ended \\(SIGKILL\\); it is started again`, 'i'));
  }
  const stateOf = async (): Promise<string | undefined> => {
    const answer = await client
      .call('/order', { controllerId: 'controller', orderId })
      .catch(() => undefined);
    return answer?.body?.state?._text;
  };
  await until(async () => (await stateOf()) === 'FAILED');
  const { status } = await (await loggedIn()).call('/orders/cancel', {
    controllerId: 'controller',
    orderIds: [orderId],
  });
  assert.equal(
    status,
    200,
    'a job that ran when its Agent was killed is lost, and its order waits for a person',
  );
});
