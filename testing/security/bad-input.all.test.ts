import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rawConnection, rawRequest } from '../attacks/raw-connection.ts';
import { storedRows } from '../attacks/stored-rows.ts';
import { CockpitClient } from '../testkit/cockpit-client.ts';
import { type RealInstallation, realInstallation } from '../testkit/real-installation.ts';
import { until } from '../testkit/until.ts';

// Bad input to three real programs: each gets the status of semantics §8 and an error that names the field, and
// nothing is stored, in no database and no journal.

const password = 'the sea is warm in autumn';
const controllerId = 'controller';
const objectType = 'WORKFLOW';

let here: RealInstallation;
let token: string;

before(async () => {
  here = await realInstallation();
  await here.up({ INTERLOCK_ROOT_PASSWORD: password }).ready();
  const client = new CockpitClient(here.httpUrl);
  token = (await client.login('root', password)).body.accessToken;
  for (const [path, configuration] of Object.entries(drafts)) {
    const stored = await client.call('/inventory/store', { path, objectType, configuration });
    assert.equal(stored.status, 200, JSON.stringify(stored.body));
  }
  const good = await client.call('/inventory/deployment/deploy', deployment('/bad/good'));
  assert.equal(good.status, 200, JSON.stringify(good.body));
  const order = { orderId: 'taken', workflowPath: 'good', scheduledFor: 'never', arguments: { amount: 1 } };
  assert.equal((await client.call('/orders/add', { controllerId, orders: [order] })).status, 200);
  await untilSteady();
});
after(() => here?.remove());

/** The history of what was begun before is written a little later. */
async function untilSteady(): Promise<void> {
  let last = '';
  let isSteadySince = 0;
  await until(() => {
    const now = JSON.stringify(storedRows(here.dataFolder));
    if (now !== last) isSteadySince = Date.now();
    last = now;
    return Date.now() - isSteadySince > 1_000;
  });
}

const deployment = (...paths: readonly string[]) => ({
  controllerIds: [controllerId],
  store: { draftConfigurations: paths.map((path) => ({ configuration: { path, objectType } })) },
});

const job = (script: string, agentName: string | null = 'agent') => ({
  ...(agentName === null ? {} : { agentName }),
  executable: { TYPE: 'ShellScriptExecutable', script },
});
const step = (jobName: string, label: string) => ({ TYPE: 'Execute.Named', jobName, label });

/** Drafts of which only the first can be deployed. */
const drafts: Readonly<Record<string, unknown>> = {
  '/bad/good': {
    orderPreparation: { parameters: { amount: { type: 'Number', default: 1 } }, allowUndeclared: false },
    instructions: [step('job', 'job')],
    jobs: { job: job('echo hello') },
  },
  '/bad/twice': { instructions: [step('job', 'same'), step('job', 'same')], jobs: { job: job('true') } },
  '/bad/undeclared': { instructions: [step('other', 'a')], jobs: { job: job('true') } },
  '/bad/inherited': { instructions: [step('toString', 'a')], jobs: { job: job('true') } },
  '/bad/nowhere': { instructions: [step('job', 'a')], jobs: { job: job('true', null) } },
  '/bad/zero': { instructions: [step('job', 'a')], jobs: { job: job('echo a\0b') } },
  '/bad/unknown-field': {
    instructions: [step('job', 'a')],
    jobs: { job: { ...job('true'), runAs: 'root' } },
  },
  '/bad/empty': {},
};

interface BadInput {
  readonly what: string;
  readonly path: string;
  /** A value, or the text of the body as it is sent. */
  readonly body: unknown;
  readonly status: number;
  /** The field that the error has to name; absent: the body as a whole is at fault, and the error says what. */
  readonly field?: string;
  readonly message?: RegExp;
  readonly headers?: Readonly<Record<string, string>>;
}

const order = (more: object) => ({ controllerId, orders: [{ workflowPath: 'good', ...more }] });
const add = (what: string, more: object, status: number, field: string): BadInput => ({
  what,
  path: '/orders/add',
  body: order(more),
  status,
  field: field === '' ? 'orders' : `orders[0].${field}`,
});
const undeployable = (name: string, field: string): BadInput => ({
  what: `the draft /bad/${name}`,
  path: '/inventory/deployment/deploy',
  body: deployment('/bad/good', `/bad/${name}`),
  status: 420,
  field,
});
const text = (what: string, body: string | Buffer, message: RegExp, field?: string): BadInput => ({
  what,
  path: '/orders/add',
  body,
  status: 420,
  message,
  ...(field === undefined ? {} : { field }),
});
const one = (member: string) => `{"controllerId":"controller","orders":[{"workflowPath":"good",${member}}]}`;

const table: readonly BadInput[] = [
  // a body that is none
  text('no JSON', '{"orders":', /ends before/),
  text('text after the JSON', '{} {}', /text after/),
  text('a list in place of an object', '[]', /refused/),
  text('a number in place of an object', '7', /refused/),
  text('a body that is no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), /UTF-8/),
  text('half a character', '{"a":"\\ud800"}', /half a character/),
  text('a control character', '{"a":"\n"}', /control character/),
  text('a key that stands twice', one('"orderName":"a","orderName":"b"'), /stands twice/, 'orderName'),
  text('the key __proto__', one('"__proto__":{"x":1}'), /refused/, '__proto__'),
  text('the key __proto__, escaped', one('"\\u005f_proto__":{"x":1}'), /refused/, '__proto__'),
  text('the key constructor', one('"constructor":{"prototype":{}}'), /refused/, 'constructor'),
  text(
    'a number that can not be kept',
    one('"arguments":{"amount":12345678901234567890}'),
    /can not be kept/,
  ),
  text('nesting beyond the limit', one(`"arguments":${'{"a":'.repeat(70)}1${'}'.repeat(70)}`), /nested/),
  {
    ...text('a form', 'a=b', /application\/json/, 'Content-Type'),
    headers: { 'content-type': 'text/plain' },
  },
  // orders
  add('an unknown workflow', { workflowPath: 'nowhere' }, 419, 'workflowPath'),
  add('a workflow that every object has', { workflowPath: 'toString' }, 419, 'workflowPath'),
  add('a number for a workflow', { workflowPath: 7 }, 420, 'workflowPath'),
  add('a list for a workflow', { workflowPath: ['good'] }, 420, 'workflowPath'),
  add('a question for a workflow', { workflowPath: { $ne: null } }, 420, 'workflowPath'),
  { ...add('an object for orders', {}, 420, ''), body: { controllerId, orders: { workflowPath: 'good' } } },
  { ...add('no orders', {}, 420, ''), body: { controllerId, orders: [] } },
  {
    ...add('no Controller', {}, 420, ''),
    body: { orders: [{ workflowPath: 'good' }] },
    field: 'controllerId',
  },
  {
    ...add('an unknown Controller', {}, 420, ''),
    body: { ...order({}), controllerId: 'other' },
    field: 'controllerId',
  },
  add('an id that is taken, with other content', { orderId: 'taken', scheduledFor: 'never' }, 419, 'orderId'),
  add('an id with a line break', { orderId: 'a\nb' }, 419, 'orderId'),
  add('an id of 256 characters', { orderId: 'x'.repeat(256) }, 420, 'orderId'),
  add('an id that is a child of another', { orderId: 'taken|branch' }, 419, 'orderId'),
  add('a name with a line break', { orderName: 'a\r\nb' }, 419, 'orderName'),
  add('a time that is none', { scheduledFor: 'tomorrow, perhaps' }, 419, 'scheduledFor'),
  add('a zone that is none', { scheduledFor: '2030-01-01 10:00', timeZone: 'Moon/Crater' }, 419, 'timeZone'),
  add('an argument that is not declared', { arguments: { colour: 'red' } }, 419, 'arguments.colour'),
  add('an argument of another type', { arguments: { amount: 'many' } }, 419, 'arguments.amount'),
  add('an argument that every object has', { arguments: { toString: 1 } }, 419, 'arguments.toString'),
  add('arguments that are a text', { arguments: 'amount=1' }, 420, 'arguments'),
  add(
    'an argument named __proto__ in a list',
    { arguments: [{ name: '__proto__', value: { amount: 2 } }] },
    420,
    'arguments',
  ),
  add(
    'an argument named constructor in a list',
    { arguments: [{ name: 'constructor', value: 1 }] },
    420,
    'arguments',
  ),
  add('another place to start', { startPosition: [0] }, 419, 'startPosition'),
  {
    what: 'a good order beside a bad one',
    path: '/orders/add',
    body: { controllerId, orders: [{ workflowPath: 'good' }, { workflowPath: 'nowhere' }] },
    status: 419,
    field: 'orders[1].workflowPath',
  },
  {
    what: 'an unknown order beside a good one, to be cancelled',
    path: '/orders/cancel',
    body: { controllerId, orderIds: ['taken', 'nobody'] },
    status: 420,
    message: /nobody/,
  },
  {
    what: 'a kill that is perhaps',
    path: '/orders/cancel',
    body: { controllerId, orderIds: ['taken'], kill: 'perhaps' },
    status: 420,
    field: 'kill',
  },
  // workflows
  undeployable('twice', 'label'),
  undeployable('undeclared', 'jobName'),
  undeployable('inherited', 'jobName'),
  undeployable('nowhere', 'agentName'),
  undeployable('zero', 'script'),
  undeployable('empty', 'instructions'),
  ...[
    '/bad/../good',
    'good',
    '/bad//x',
    '/bad/x/',
    '/bad/%2e',
    '/bad/.',
    '/bad\\x',
    '/bad/x ',
    '/bad/e\u0301',
    '/',
  ].map(
    (path): BadInput => ({
      what: `the path ${JSON.stringify(path)}`,
      path: '/inventory/store',
      body: { path, objectType, configuration: drafts['/bad/good'] },
      status: 420,
      field: 'path',
    }),
  ),
  {
    what: 'an object of a kind that is not kept',
    path: '/inventory/store',
    body: { path: '/bad/x', objectType: 'PLUGIN', configuration: {} },
    status: 420,
    field: 'objectType',
  },
  // our own calls are strict
  {
    what: 'a field that our own call does not know',
    path: '/interlock/can',
    body: { asks: [{ permission: 'x', isAdmin: true }] },
    status: 420,
    field: 'asks[0].isAdmin',
  },
];

for (const { what, path, body, status, field, message, headers } of table) {
  const answered = field === undefined ? `${status}` : `${status} naming ${field}`;
  test(`${path}: ${what} is answered ${answered}, and nothing is stored`, async () => {
    const earlier = storedRows(here.dataFolder);
    const answer = await fetch(`${here.httpUrl}/joc/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-access-token': token, ...headers },
      body: typeof body === 'string' || body instanceof Buffer ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    assert.equal(answer.status, status, text);
    const { errors, error } = JSON.parse(text);
    const [refusal] = errors ?? [error];
    if (field !== undefined) assert.ok(String(refusal.field).endsWith(field), text);
    if (message !== undefined) assert.match(refusal.message, message);
    assert.ok(refusal.message.length > 10 && refusal.message.length < 5_000);
    assert.doesNotMatch(text, /\.ts:|node_modules|SELECT|at Object|ZodError/);
    assert.deepEqual(storedRows(here.dataFolder), earlier);
  });
}

test('a body of 10 MB is answered 413, and nothing is stored', async () => {
  const earlier = storedRows(here.dataFolder);
  const headers = {
    'X-Access-Token': token,
    'Content-Type': 'application/json',
    'Content-Length': '10000000',
  };
  const large = rawConnection(
    { port: here.ports.http },
    rawRequest('/joc/api/orders/add', headers, one('"x":"')),
  );
  assert.equal(await large.firstStatus, 413);
  large.destroy();
  assert.deepEqual(storedRows(here.dataFolder), earlier);
});

test('fields that are not known are dropped, and what was not sent stays as it was', async () => {
  const client = new CockpitClient(here.httpUrl);
  await client.login('root', password);
  const more = {
    state: { _text: 'FINISHED' },
    account: 'somebody',
    historyId: 1,
    isAdmin: true,
    deleted: true,
  };
  const added = await client.call('/orders/add', { ...order({ scheduledFor: 'never', ...more }), ...more });
  assert.equal(added.status, 200);
  const [orderId] = added.body.orderIds;
  const { body } = await client.call('/order', { controllerId, orderId });
  assert.equal(body.state._text, 'PENDING');
  assert.ok(!JSON.stringify(body).includes('isAdmin'));
});

test('the same id with the same content is the same order, however often it comes at once', async () => {
  const client = new CockpitClient(here.httpUrl);
  await client.login('root', password);
  const same = order({ orderId: 'same', scheduledFor: 'never', arguments: { amount: 3 } });
  const answers = await Promise.all(Array.from({ length: 10 }, () => client.call('/orders/add', same)));
  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.orderIds]),
    answers.map(() => [200, ['same']]),
  );
  const other = await client.call('/orders/add', order({ orderId: 'same', arguments: { amount: 4 } }));
  assert.equal(other.status, 419);
});
