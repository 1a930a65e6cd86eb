import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { apiPath, type RouteId, routeIds, routes } from '@interlock/cockpit-api';
import {
  basic,
  type CockpitWorld,
  cockpitWorld,
  deployed,
  password,
  type RestClient,
  send,
} from '../cockpit/cockpit-world.ts';
import { sampleRequests } from './sample-requests.ts';

// Values of the wrong kind, and names that every object has, in every field of every route: never a fault of ours,
// never taken for something else. The fields are those of the sample requests, so a new route is tried at once.

const identityServiceName = 'JOC-INITIAL';

let world: CockpitWorld;
let root: RestClient;

before(async () => {
  world = await cockpitWorld();
  root = await world.account('root');
  deployed(world, '/sample/ran');
});
after(() => world.close());

type Path = readonly (string | number)[];

/** The places of all texts, numbers and truth values in a request. */
function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (value === null || typeof value !== 'object') return value === undefined ? [] : [path];
  return Object.entries(value).flatMap(([key, member]) =>
    leavesOf(member, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** A request in which one place holds something else, as the text that is sent. */
function withValue(request: unknown, path: Path, value: string): string {
  const marked = structuredClone(request) as Record<string | number, unknown>;
  let place = marked;
  for (const key of path.slice(0, -1)) place = place[key] as Record<string | number, unknown>;
  place[path.at(-1) ?? ''] = '@@MARK@@';
  return JSON.stringify(marked).replace('"@@MARK@@"', () => value);
}

/** JSON of the wrong kind, wherever a text, a number or a truth value belongs. */
const wrongKinds = [
  '["x"]',
  '[["x"]]',
  '{"$ne":null}',
  '{"$gt":""}',
  '{"toString":1}',
  '{"length":1}',
  '{"0":"x"}',
  '[{"name":"x","value":1}]',
] as const;

/** Texts that stand for something in a careless program. */
const loadedTexts = [
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__proto__',
  'constructor',
  'prototype',
  "' OR 1=1 --",
  '%',
  '*',
  '../../x',
  'null',
  'undefined',
  'NaN',
  '$'.concat('{jndi:ldap://x}'),
  '\u202e\u0000\u001b[31m',
] as const;

const tried = routeIds.filter((id) => routes[id].method === 'POST' && routes[id].answer !== 'session');

async function asked(id: RouteId, payload: string) {
  const answer = await world.server.inject({
    method: 'POST',
    url: `${apiPath}${routes[id].path}`,
    headers: { 'x-access-token': root.token, 'content-type': 'application/json' },
    payload,
  });
  if (answer.statusCode === 440)
    root = await world.account(`root-${id}-${payload.length}`.toLowerCase().slice(0, 60));
  return answer;
}

function faults(): readonly string[] {
  return world.logged.filter((line) => /fault of ours|TypeError|RangeError|ReferenceError/.test(line));
}

for (const id of tried) {
  const request = sampleRequests[id]('');
  const places = leavesOf(request);
  if (places.length === 0) continue;
  test(`${id}: what is no text where a text belongs is refused, naming the field`, async () => {
    for (const place of places)
      for (const kind of wrongKinds) {
        const sent = withValue(request, place, kind);
        const answer = await asked(id, sent);
        // A place that takes any JSON takes this, too.
        const isFree = place.includes('configuration') || place.includes('arguments');
        if (isFree) assert.ok([200, 419, 420].includes(answer.statusCode), `${sent}: ${answer.body}`);
        else {
          assert.equal(answer.statusCode, 420, `${sent}: ${answer.body.slice(0, 300)}`);
          assert.equal(answer.json().error.problem, 'InvalidInput', sent);
          assert.ok(
            String(answer.json().error.field).startsWith(String(place[0])),
            `${sent}: ${answer.body}`,
          );
        }
      }
    assert.deepEqual(faults(), []);
  });

  test(`${id}: names that every object has, and texts that mean something elsewhere, are texts like any other`, async () => {
    for (const place of places)
      for (const text of loadedTexts) {
        const sent = withValue(request, place, JSON.stringify(text));
        const answer = await asked(id, sent);
        assert.ok(
          [200, 403, 419, 420, 434].includes(answer.statusCode),
          `${sent}: ${answer.body.slice(0, 300)}`,
        );
        assert.ok(!answer.body.includes('"Internal"'), `${sent}: ${answer.body.slice(0, 300)}`);
      }
    assert.deepEqual(faults(), []);
    assert.equal(({} as Record<string, unknown>).x, undefined);
  });
}

for (const id of tried)
  test(`${id}: the keys __proto__, constructor and prototype are refused at any depth, and one that stands twice is too`, async () => {
    const text = JSON.stringify(sampleRequests[id](''));
    const inner = text === '{}' ? '' : `,${text.slice(1, -1)}`;
    for (const key of ['__proto__', 'constructor', 'prototype', '\\u005f\\u005fproto__'])
      for (const sent of [`{"${key}":{"isAdmin":true}${inner}}`, `{"x":{"y":[{"${key}":1}]}${inner}}`]) {
        const answer = await asked(id, sent);
        assert.equal(answer.statusCode, 420, sent);
        assert.match(answer.json().error.message, /is refused/);
      }
    const twice = await asked(id, `{"x":1,"x":2${inner}}`);
    assert.equal(twice.statusCode, 420);
    assert.equal(twice.json().error.field, 'x');
    assert.equal(({} as Record<string, unknown>).isAdmin, undefined);
  });

test('accounts and roles may be called as what every object has, and are nobody else then', async (t) => {
  const fresh = await cockpitWorld();
  t.after(() => fresh.close());
  const first = await fresh.account('root');
  const names = ['tostring', 'constructor', '__proto__', 'hasownproperty', 'valueof', 'null', 'undefined'];
  // A password may not hold the name of its account.
  const passwordOf = (name: string) => `long enough to be one, ${[...name].reverse().join('')}`;
  for (const name of names) {
    const role = await first.call('/iam/role/store', { identityServiceName, roleName: name });
    const stored = await first.call('/iam/account/store', {
      identityServiceName,
      accountName: name,
      password: passwordOf(name),
      forcePasswordChange: false,
      roles: [name],
    });
    assert.deepEqual([role.status, stored.status], [200, 200], `${name} ${role.text} ${stored.text}`);
  }
  const logIn = (name: string, typed: string) =>
    send(fresh.server, '/authentication/login', undefined, basic(name, typed));
  for (const name of names) {
    const login = await logIn(name, passwordOf(name));
    assert.equal(login.status, 200, name);
    const token = { 'x-access-token': login.body.accessToken };
    assert.equal((await send(fresh.server, '/controllers', {}, token)).status, 403, name);
    assert.equal((await logIn(name, password)).status, 401, name);
  }
  const { body } = await first.call('/iam/accounts', { identityServiceName });
  const listed = body.accountItems.map(({ accountName }: { accountName: string }) => accountName);
  for (const name of names) assert.ok(listed.includes(name), name);
});

/** What nobody gives himself by a field in a call that is about something else. */
const presents = {
  roles: ['all'],
  role: 'all',
  isAdmin: true,
  admin: true,
  approved: true,
  blocked: false,
  disabled: false,
  permissions: [{ permissionPath: 'sos:products', excluded: false }],
  rights: ['sos:products'],
  folders: [{ folder: '/', recursive: true }],
  forcePasswordChange: false,
  accountKey: 'joc/root',
  key: 'joc/root',
  account: 'root',
  subject: 'root',
  identityServiceId: 'joc',
  serviceId: 'joc',
  createdBy: 'root',
  sessionTimeout: 999_999,
} as const;

const selfService: readonly (readonly [RouteId, () => object])[] = [
  [
    'iam.account.changepassword',
    () => ({
      oldPassword: password,
      password: 'another horse battery staple',
      repeatedPassword: 'another horse battery staple',
    }),
  ],
  ['iam.sessions.own', () => ({})],
  ['iam.sessions.own.cancel', () => ({ allOthers: true })],
  ['iam.token.create', () => ({ name: 'mine' })],
  ['iam.tokens', () => ({})],
  ['interlock.can', () => ({ asks: [{ permission: 'sos:products:joc:auditlog:view' }] })],
  ['interlock.me', () => ({})],
  ['controller.switch', () => ({ controllerId: 'controller' })],
  ['touch', () => ({})],
];
for (const [id, request] of selfService)
  test(`${id}: no field that is not the call's own gives the caller anything (mass assignment)`, async () => {
    const { request: schema } = routes[id];
    for (const [field, value] of Object.entries(presents)) {
      if ('shape' in schema && Object.hasOwn(schema.shape as object, field)) continue;
      const name = `${field}-${id.replaceAll('.', '-')}`.toLowerCase();
      const viewing = [{ permission: 'sos:products:controller:view', excluded: false }];
      const self = await world.account(name, { permissions: viewing });
      const earlier = await accountRow(name);
      const answer = await self.call(`/${id.replaceAll('.', '/')}`, { ...request(), [field]: value });
      if (routes[id].manner === 'own')
        assert.deepEqual([answer.status, answer.body.error?.field], [420, field]);
      else assert.equal(answer.status, 200, answer.text);
      assert.deepEqual(await accountRow(name), earlier, field);
    }
  });

async function accountRow(name: string): Promise<unknown> {
  const { body } = await root.call('/iam/account', { identityServiceName, accountName: name });
  const permissions = await root.call('/iam/account/permissions', { identityServiceName, accountName: name });
  const { deliveryDate: _1, lastLogin: _2, ...row } = body;
  return { ...row, permissions: permissions.body.joc ?? permissions.body };
}

test('settings that come as JSON within a text pollute nothing either', async () => {
  const polluting =
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"simple":{"__proto__":{"polluted":1}}}';
  for (const objectType of ['GENERAL', 'JOC'])
    for (const configurationItem of [polluting, `[${polluting}]`, 'null', '7', '{"a":', '"__proto__"']) {
      const request = {
        id: 0,
        configurationType: 'IAM',
        objectType,
        name: identityServiceName,
        configurationItem,
      };
      const answer = await asked('configuration.save', JSON.stringify(request));
      assert.ok([200, 420].includes(answer.statusCode), answer.body);
      assert.equal(
        (await root.call('/configuration', { ...request, configurationItem: undefined })).status,
        200,
      );
      assert.equal(({} as Record<string, unknown>).polluted, undefined);
    }
  assert.deepEqual(faults(), []);
});
