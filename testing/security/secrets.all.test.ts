import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CockpitClient } from '../testkit/cockpit-client.ts';
import { allPids, procFile } from '../testkit/processes.ts';
import { type RealInstallation, realInstallation } from '../testkit/real-installation.ts';
import type { RunningUp } from '../testkit/running-up.ts';
import { until } from '../testkit/until.ts';

// Canaries go in wherever a secret goes in, at the most talkative log level; then every place is searched into which a
// secret could fall: files, databases, logs, the terminal, command lines, environments, answers, the output of a job.

const canary = (what: string) => `canary ${what} ${randomBytes(9).toString('hex')}`;
const passwords = {
  first: canary('first'),
  chosen: canary('chosen'),
  wrong: canary('wrong'),
  refused: canary('refused'),
  broken: canary('broken'),
  query: canary('query').replaceAll(' ', '-'),
  header: canary('header').replaceAll(' ', '-'),
};

let here: RealInstallation;
let up: RunningUp;
let client: CockpitClient;
/** What must stand nowhere, by what it is. */
const secrets = new Map<string, string>();
/** Whatever the API answered after the logins. */
const answers: string[] = [];
let jobOutput = '';
/** Command lines and environments while everything runs. */
let commandLines = '';
let environments = '';

before(async () => {
  here = await realInstallation();
  up = here.up({ INTERLOCK_ROOT_PASSWORD: passwords.first, INTERLOCK_LOG_LEVEL: 'debug' });
  await up.ready();
  for (const [what, secret] of Object.entries(passwords)) secrets.set(`the ${what} password`, secret);
  await useSecrets();
  await runJob();
  await askEverything();
  for (const pid of allPids()) {
    commandLines += `${procFile(pid, 'cmdline')}\n`;
    // Whoever starts `up` with a password in its environment has put it there; nothing that `up` starts may have it.
    if (pid !== up.pid && pid !== process.pid) environments += `${procFile(pid, 'environ')}\n`;
  }
  await up.end();
});
after(() => here?.remove());

async function post(path: string, headers: Record<string, string>, body: string): Promise<void> {
  const answer = await fetch(`${here.httpUrl}/joc/api${path}`, { method: 'POST', headers, body });
  await answer.text();
}

async function useSecrets(): Promise<void> {
  client = new CockpitClient(here.httpUrl);
  await client.login('root', passwords.wrong);
  const first = await client.login('root', passwords.first);
  assert.equal(first.status, 200);
  keep('the first session token', first.body.accessToken);
  const detail = await client.call('/interlock/logging/store', { authenticationDebug: true, debug: true });
  assert.equal(detail.status, 200);
  const change = (oldPassword: string, password: string, repeatedPassword: string) =>
    client.call('/iam/account/changepassword', { oldPassword, password, repeatedPassword });
  assert.notEqual((await change(passwords.first, passwords.refused, 'another')).status, 200);
  const changed = await change(passwords.first, passwords.chosen, passwords.chosen);
  assert.equal(changed.status, 200);
  const again = await client.login('root', passwords.chosen);
  keep('the session token', again.body.accessToken);
  await pageLogin();
  await rescued();
  const token = again.body.accessToken;
  const json = { 'content-type': 'application/json' };
  await post(
    '/iam/account/changepassword',
    { ...json, 'x-access-token': token },
    `{"password":"${passwords.broken}`,
  );
  await post(`/authentication/login?password=${passwords.query}`, json, '{}');
  await post('/controllers', { ...json, 'x-access-token': passwords.header }, '{}');
  await post('/controllers', { ...json, authorization: `Bearer ${passwords.header}` }, '{}');
  await post('/controllers', { ...json, cookie: `__Host-interlock=${passwords.header}` }, '{}');
}

/** A login as the Cockpit's own page makes it: a cookie, and a value that the page keeps. */
async function pageLogin(): Promise<void> {
  const pageValue = randomBytes(32).toString('base64url');
  const basic = Buffer.from(`root:${passwords.chosen}`).toString('base64');
  secrets.set('the Basic header', basic);
  const answer = await fetch(`${here.httpUrl}/joc/api/authentication/login`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, origin: here.httpUrl, 'x-interlock-page': pageValue },
  });
  assert.equal(answer.status, 200);
  keep('the cookie', /=([^;]{20,})/.exec(answer.headers.get('set-cookie') ?? '')?.[1]);
  keep('the value of the page', pageValue);
}

/** A one-time password that is printed on a console, tried once too often, and changed. */
async function rescued(): Promise<void> {
  const { oneTimePassword } = (await here.json(['rescue', '--account', 'warden'])) as {
    readonly oneTimePassword: string;
  };
  keep('the one-time password of a rescue', oneTimePassword);
  const warden = new CockpitClient(here.httpUrl);
  assert.equal((await warden.login('warden', passwords.wrong)).status, 401);
  assert.equal((await warden.login('warden', oneTimePassword)).status, 200);
  const change = {
    oldPassword: oneTimePassword,
    password: passwords.chosen,
    repeatedPassword: passwords.chosen,
  };
  assert.equal((await warden.call('/iam/account/changepassword', change)).status, 200);
}

function keep(what: string, secret: string | undefined): void {
  assert.ok(secret !== undefined && secret.length >= 20, what);
  secrets.set(what, secret);
}

async function runJob(): Promise<void> {
  const script =
    'env; tr "\\0" "\\n" < /proc/self/environ; cat "/proc/$PPID/environ" | tr "\\0" "\\n"; sleep 3';
  const path = '/e2e/nosy';
  const configuration = {
    instructions: [{ TYPE: 'Execute.Named', jobName: 'nosy', label: 'nosy' }],
    jobs: { nosy: { agentName: 'agent', executable: { TYPE: 'ShellScript', script } } },
  };
  await client.call('/inventory/store', { path, objectType: 'WORKFLOW', configuration });
  const store = { draftConfigurations: [{ configuration: { path, objectType: 'WORKFLOW' } }] };
  const deployed = await client.call('/inventory/deployment/deploy', {
    controllerIds: ['controller'],
    store,
  });
  assert.equal(deployed.status, 200);
  await client.call('/orders/add', { controllerId: 'controller', orders: [{ workflowPath: path }] });
  await until(async () => {
    const { body } = await client.call('/tasks/history', { controllerId: 'controller', limit: 1 });
    const [task] = body.history;
    if (task?.job !== 'nosy') return false;
    jobOutput = JSON.stringify(
      (await client.call('/task/log', { controllerId: 'controller', taskId: task.taskId })).body,
    );
    return jobOutput.includes('PATH=');
  });
}

async function askEverything(): Promise<void> {
  const controllerId = 'controller';
  for (const path of [
    '/authentication/joc_cockpit_permissions',
    '/joc/properties',
    '/joc/versions',
    '/controllers',
    '/controller',
    '/agents',
    '/workflows',
    '/orders',
    '/orders/history',
    '/tasks/history',
    '/audit_log',
    '/interlock/me',
  ])
    answers.push(JSON.stringify((await client.call(path, { controllerId })).body));
}

/** Every file of the data folder, its name and its bytes; keys only where they are asked for. */
function files(): readonly (readonly [name: string, content: string])[] {
  return readdirSync(here.dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, readFileSync(path, 'latin1')] as const);
}

const isKeyFile = (path: string) => /\/(keys|pki|https)\//.test(path);

/** The middle of each private key, as it stands in its file. */
function keyMaterial(): readonly (readonly [name: string, text: string])[] {
  return files()
    .filter(([path, content]) => isKeyFile(path) && content.includes('PRIVATE KEY'))
    .map(([path, content]) => [path, content.split('\n')[1]?.slice(10, 50) ?? ''] as const);
}

/** The forms in which a secret could stand somewhere. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
}

const sinks: readonly [name: string, read: () => readonly (readonly [string, string])[]][] = [
  ['no file of the data folder', files],
  ['no line at the terminal', () => [['the terminal', up.output]]],
  ['no command line of any process', () => [['command lines', commandLines]]],
  ['no environment of a program or a job', () => [['environments', environments]]],
  ['no answer of the API', () => answers.map((text, index) => [`answer ${index}`, text])],
  ['no output of a job that looks for them', () => [['the job', jobOutput]]],
];
for (const [name, read] of sinks) {
  test(`${name} holds a password, a token or a cookie, in clear or encoded`, () => {
    const found = read().flatMap(([where, content]) =>
      [...secrets]
        .filter(([, secret]) => formsOf(secret).some((form) => content.includes(form)))
        .map(([what]) => `${what}: ${where}`),
    );
    assert.deepEqual(found, []);
  });

  test(`${name} holds a private key, but for the key's own file`, () => {
    const keys = keyMaterial();
    assert.ok(keys.length >= 8, `${keys.length} keys`);
    const found = read().flatMap(([where, content]) =>
      keys
        .filter(([file, text]) => file !== where && content.includes(text))
        .map(([file]) => `${file}: ${where}`),
    );
    assert.deepEqual(found, []);
  });
}

test('what was searched was really there: programs, logs, databases, a job with an environment', () => {
  const names = files().map(([path]) => path);
  for (const end of [
    'cockpit/logs/cockpit.log',
    'cockpit/logs/cockpit-debug.log',
    'cockpit/logs/audit.log',
    'cockpit/logs/authentication-debug.log',
    'cockpit/logs/tls.log',
    'controller/logs/controller.log',
    'agent/logs/agent.log',
    'cockpit.db',
    'witness.jsonl',
  ])
    assert.ok(
      names.some((name) => name.endsWith(end)),
      end,
    );
  const log = (name: string) => readFileSync(join(here.dataFolder, 'cockpit/logs', name), 'utf8');
  assert.match(log('cockpit-debug.log'), /"level":"debug"/);
  assert.match(
    log('authentication-debug.log'),
    /"identityService":"JOC-INITIAL".*"answer":"rejected","reason":"wrongPassword"/,
  );
  assert.match(
    log('audit.log'),
    /"event":"LoggedIn","outcome":"refused","reasonCode":"notVerified","account":"root"/,
  );
  assert.match(log('tls.log'), /"event":"handshake accepted","hop":2/);
  assert.match(environments, /INTERLOCK_SUPERVISED=1/);
  assert.match(environments, /INTERLOCK_JOB=/);
  assert.match(commandLines, /apps\/agent\/main\.ts/);
  assert.match(jobOutput, /INTERLOCK_JOB=/);
});

test('the environment of a job, and of what starts it, holds nothing of the one who started Interlock', () => {
  assert.doesNotMatch(jobOutput, /INTERLOCK_(DATA|ROOT_PASSWORD|HTTP_BIND|SUPERVISED|URL|LOG_LEVEL)/);
});
