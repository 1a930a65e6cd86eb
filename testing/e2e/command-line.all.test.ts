import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CockpitClient } from '../testkit/cockpit-client.ts';
import { isAlive, stillAlive } from '../testkit/processes.ts';
import { type RealInstallation, realInstallation } from '../testkit/real-installation.ts';
import type { RunningUp } from '../testkit/running-up.ts';
import { until } from '../testkit/until.ts';

// The way of the README by command line, on the real programs: the tests build on each other, in this order.

const chosen = 'the sea is warm in autumn';
const reason = 'trying it out';

let here: RealInstallation;
let up: RunningUp;
let orderId: string;

before(async () => {
  here = await realInstallation();
  up = here.up();
  await up.ready();
});
after(() => here?.remove());

/** The session of the command line. */
function session(): { readonly token: string; readonly controllerId: string } {
  return JSON.parse(readFileSync(sessionFile(), 'utf8'));
}

function sessionFile(): string {
  return join(here.folder, 'home/.config/interlock/session.json');
}

/** Calls the API with the token of the command line's session. */
async function call(path: string, body: unknown = {}, token = session().token) {
  const answer = await fetch(`${here.httpUrl}/joc/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-access-token': token },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>> };
}

test('the first start prints one password, where to go, and that the first order has succeeded', () => {
  assert.match(up.output, /✓ first order #\S+ succeeded/);
  assert.match(up.output, new RegExp(`Ready: http://localhost:${here.ports.http}\n`));
  assert.match(up.output, new RegExp(`https://localhost:${here.ports.https} `));
  assert.equal(up.output.split(up.oneTimePassword).length, 2, 'the password is printed once');
  assert.match(up.output, /a job can read/);
});

test('before anybody logs in, commands are refused and say what to do', async () => {
  const { code, err } = await here.interlock(['order', 'list']);
  assert.equal(code, 4);
  assert.match(err, /npx interlock login/);
});

test('a wrong password is refused with one text, and keeps no session', async () => {
  const { code, err } = await here.interlock(['login', '--account', 'root', '--password-stdin'], ['wrong']);
  assert.deepEqual([code, err], [4, 'Access denied\n']);
  assert.equal(existsSync(sessionFile()), false);
});

test('with the one-time password nothing can be done but to change it', async () => {
  const client = new CockpitClient(here.httpUrl);
  const login = await client.login('root', up.oneTimePassword);
  assert.deepEqual([login.status, login.body.forcePasswordChange], [200, true]);
  const calls: readonly [path: string, body: object][] = [
    ['/orders', { controllerId: 'controller' }],
    ['/orders/add', { controllerId: 'controller', orders: [{ workflowPath: '/samples/disk-space' }] }],
    ['/inventory/store', { path: '/x', objectType: 'WORKFLOW', configuration: { instructions: [] } }],
    ['/workflows', { controllerId: 'controller' }],
    ['/audit_log', {}],
    ['/controllers', {}],
    ['/controller/ids', {}],
  ];
  for (const [path, body] of calls) {
    const { status } = await client.call(path, body);
    assert.equal(status, 403, path);
  }
  const { code, err } = await here.interlock(
    ['login', '--account', 'root', '--password-stdin'],
    [up.oneTimePassword],
  );
  assert.equal(code, 2);
  assert.match(err, /has to be changed first/);
  assert.equal(existsSync(sessionFile()), false);
});

test('the login changes it, and keeps a session that only its owner can read', async () => {
  const { code, out } = await here.interlock(
    ['login', '--account', 'root', '--password-stdin'],
    [up.oneTimePassword, chosen],
  );
  assert.equal(code, 0);
  assert.match(out, /Logged in as root at http/);
  assert.equal(statSync(sessionFile()).mode & 0o777, 0o600);
  assert.equal(session().controllerId, 'controller');
});

test('the one-time password is worthless afterwards', async () => {
  const { status } = await new CockpitClient(here.httpUrl).login('root', up.oneTimePassword);
  assert.equal(status, 401);
});

test('an order is added, and its log is followed until its end, with what its job writes', async () => {
  const args = ['order', 'add', '/samples/disk-space', '--arg', 'limit=80', '--reason', reason];
  const added = (await here.json(args)) as { readonly orderIds: readonly string[] };
  orderId = added.orderIds[0] ?? '';
  assert.match(orderId, /^#\d{4}-\d\d-\d\d#/);
  const { code, out } = await here.interlock(['log', '-f', orderId]);
  assert.equal(code, 0, out);
  assert.match(out, /OrderStarted/);
  assert.match(out, /│ .*%/, 'the output of the job');
  assert.match(out, /OrderFinished/);
});

test('an order of a workflow that is not there is refused, and the exit code says so', async () => {
  const { code, err } = await here.interlock(['order', 'add', '/samples/nowhere']);
  assert.ok(code === 1 || code === 3, `exit code ${code}`);
  assert.match(err, /nowhere/);
});

test('orders are listed as JSON', async () => {
  await here.json(['order', 'add', '/samples/checksums', '--at', 'never', '--name', 'later']);
  const orders = (await here.json(['order', 'list'])) as readonly { readonly orderId: string }[];
  assert.equal(orders.filter((order) => /-later$/.test(order.orderId)).length, 1);
});

test('an order that is cancelled with its processes leaves none of them', async () => {
  const pidFile = join(here.folder, 'pids');
  const script = `echo $$ >> ${pidFile}\nsleep 300 & echo $! >> ${pidFile}\nsetsid sh -c 'echo $$ >> ${pidFile}; sleep 300' &\nwait`;
  await deploy('/e2e/long', {
    instructions: [{ TYPE: 'Execute.Named', jobName: 'long', label: 'long' }],
    jobs: { long: { agentName: 'agent', executable: { TYPE: 'ShellScript', script } } },
  });
  const added = (await here.json(['order', 'add', '/e2e/long', '--name', 'long'])) as {
    readonly orderIds: readonly string[];
  };
  const [longId = ''] = added.orderIds;
  const pids = () =>
    existsSync(pidFile) ? readFileSync(pidFile, 'utf8').trim().split('\n').map(Number) : [];
  await until(() => pids().length === 3);
  assert.ok(pids().every(isAlive));
  const { code } = await here.interlock(['order', 'cancel', longId, '--kill', '--reason', 'enough of it']);
  assert.equal(code, 0);
  assert.deepEqual(await stillAlive(pids(), 10_000), []);
  const { code: logCode } = await here.interlock(['log', '-f', longId]);
  assert.equal(logCode, 0);
});

async function deploy(path: string, configuration: object): Promise<void> {
  const stored = await call('/inventory/store', { path, objectType: 'WORKFLOW', configuration });
  assert.equal(stored.status, 200, JSON.stringify(stored.body));
  const deployed = await call('/inventory/deployment/deploy', {
    controllerIds: ['controller'],
    store: { draftConfigurations: [{ configuration: { path, objectType: 'WORKFLOW' } }] },
  });
  assert.equal(deployed.status, 200, JSON.stringify(deployed.body));
}

test('the audit log holds who did what and why', async () => {
  const { status, body } = await call('/audit_log', { limit: 1000 });
  assert.equal(status, 200);
  const rows = body.auditLog as readonly Readonly<Record<string, string>>[];
  const row = (what: RegExp, comment?: string) =>
    rows.find(
      (each) =>
        each.account === 'root' &&
        what.test(each.request ?? '') &&
        (comment === undefined || each.comment === comment),
    );
  assert.ok(row(/login/), 'the login');
  assert.ok(row(/changepassword/), 'the change of the password');
  assert.ok(row(/orders\/add/, reason), 'the order, with its reason');
  assert.ok(row(/orders\/cancel/, 'enough of it'), 'the cancellation, with its reason');
});

test('why tells what is allowed, why another was refused, and what would turn it', async () => {
  const cancel = ['--permission', 'sos:products:controller:orders:cancel', '--folder', '/samples'];
  const allowed = await here.interlock(['why', ...cancel]);
  assert.equal(allowed.code, 0, allowed.err);
  assert.match(allowed.out, /The role all grants sos:products\.\n=> Allowed\./);
  const account = { identityServiceName: 'JOC-INITIAL', accountName: 'ada', roles: ['business_user'] };
  const secret = 'no battery is correct here';
  const stored = await call('/iam/account/store', {
    ...account,
    password: secret,
    forcePasswordChange: false,
  });
  assert.equal(stored.status, 200, JSON.stringify(stored.body));
  const ada = new CockpitClient(here.httpUrl);
  const token = String((await ada.login('ada', secret)).body.accessToken);
  const refused = await call('/iam/who_can', { permission: 'sos:products:joc:auditlog:view' }, token);
  assert.equal(refused.status, 403);
  const why = await here.interlock(['why', '--reference', String(refused.body.reference)]);
  assert.equal(why.code, 1, why.err);
  assert.match(why.out, /Refused at .*: No role of the account grants it here\./);
  assert.match(why.out, /\+ Grant sos:products:joc:administration:accounts:view to the role business_user\./);
  assert.equal((await here.interlock(['why', '--reference', 'AAAAAAAAAAAAAAAAAAAAAA'])).code, 3);
});

test('the audit trail is whole while the programs run, with keys that an auditor holds', async () => {
  const keys = join(here.folder, 'keys.json');
  assert.equal((await here.interlock(['audit', 'keys', '-o', keys])).code, 0);
  assert.ok(!readFileSync(keys, 'utf8').includes('PRIVATE'));
  const verified = (await here.json(['audit', 'verify', '--keys', keys])) as {
    readonly isWhole: boolean;
    readonly chains: readonly { readonly report: { readonly records: number } }[];
  };
  assert.equal(verified.isWhole, true);
  assert.deepEqual(
    verified.chains.map(({ report }) => report.records > 0),
    [true, true, true],
  );
});

test('doctor finds nothing bad, and that the ports are held by Interlock itself', async () => {
  const { code, out } = await here.interlock(['doctor']);
  assert.equal(code, 0, out);
  assert.match(out, /^ok {4}port of the Agent: .*Interlock itself$/m);
  assert.match(out, /^warn {2}users: .*a job can read the keys$/m);
  assert.match(out, /^0 bad/m);
});

test('after the logout the token is dead, and the session is forgotten', async () => {
  const { token } = session();
  assert.equal((await call('/touch', {}, token)).status, 200);
  assert.equal((await here.interlock(['logout'])).code, 0);
  assert.equal(existsSync(sessionFile()), false);
  assert.equal((await call('/touch', {}, token)).status, 440);
  assert.equal((await here.interlock(['order', 'list'])).code, 4);
});

test('the second start finds everything, and prints no password', async () => {
  await up.end();
  assert.deepEqual(await up.ended, { code: 0, signal: null });
  up = here.up();
  await up.ready();
  assert.match(up.output, /\(found\)/);
  assert.equal(up.oneTimePassword, '');
  assert.doesNotMatch(up.output, /first order/);
  const login = await here.interlock(['login', '--account', 'root', '--password-stdin'], [chosen]);
  assert.equal(login.code, 0, login.err);
  const { code, out } = await here.interlock(['log', orderId]);
  assert.equal(code, 0);
  assert.match(out, /OrderFinished/);
  const orders = (await here.json(['order', 'list'])) as readonly { readonly orderId: string }[];
  assert.equal(orders.filter((order) => /-later$/.test(order.orderId)).length, 1);
});
