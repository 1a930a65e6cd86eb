import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { apiPath, type RouteId, routeIds, routes } from '@interlock/cockpit-api';
import { permissions } from '@interlock/iam';
import {
  basic,
  type CockpitWorld,
  cockpitWorld,
  deployed,
  newPageValue,
  password,
  type RestClient,
  type WorldAnswer,
} from '../cockpit/cockpit-world.ts';
import { sampleRequests } from './sample-requests.ts';

// Every route of the table with every sort of wrong credential, from the table itself: a route that is added is tried
// as soon as it stands there.

const publicUrl = 'https://cockpit.example';

let world: CockpitWorld;
let root: RestClient;

before(async () => {
  world = await cockpitWorld();
  root = await world.account('root');
  deployed(world, '/sample/ran');
});
after(() => world.close());

const guarded = routeIds.filter((id) => routes[id].access.kind !== 'anonymous');

async function ask(id: RouteId, headers: Readonly<Record<string, string>>): Promise<WorldAnswer> {
  const body = sampleRequests[id]('');
  const answer = await world.server.inject({
    method: routes[id].method,
    url: `${apiPath}${routes[id].path}`,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  const isJson = String(answer.headers['content-type']).startsWith('application/json');
  return {
    status: answer.statusCode,
    body: isJson ? answer.json() : undefined,
    headers: answer.headers,
    text: answer.body,
  };
}

const own = { origin: publicUrl, 'sec-fetch-site': 'same-origin' };

/** A session of the page. */
async function pageSession(name: string) {
  const value = newPageValue();
  const answer = await world.server.inject({
    method: 'POST',
    url: `${apiPath}/authentication/login`,
    headers: { ...basic(name), ...own, 'x-interlock-page': value },
  });
  const [, cookieName = '', cookie = ''] =
    /^([^=]+)=([^;]+)/.exec(String(answer.headers['set-cookie'])) ?? [];
  assert.ok(cookie.length > 40);
  return { value, cookieName, cookie };
}

type Headers = Readonly<Record<string, string>>;
const token = (value: string): Headers => ({ 'x-access-token': value });

/** Each makes the headers of a caller who has no good credential, for all routes. */
const strangers: readonly (readonly [what: string, headers: () => Headers | Promise<Headers>])[] = [
  ['no token', () => ({})],
  ['an empty token', () => token('')],
  ['a token that nobody has', () => token(`${root.token.slice(0, -4)}AAAA`)],
  ['a token in another case', () => token(root.token.toUpperCase())],
  ['a token that is cut', () => token(root.token.slice(0, -1))],
  ['a token that goes on', () => token(`${root.token}A`)],
  ['two tokens', () => token(`${root.token}, ${root.token}`)],
  ['the hash of a token', () => token(createHash('sha256').update(root.token).digest('base64url'))],
  ['the hash of a token in hex', () => token(createHash('sha256').update(root.token).digest('hex'))],
  ['the id of a session', async () => token(await sessionIdOf('root'))],
  ['the name of an account', () => token('root')],
  ['a password', () => token(password)],
  ['account and password', () => basic('root')],
  ['a token as a password', () => basic('root', root.token)],
  [
    'a token in a cookie',
    async () => {
      const { cookieName, value } = await pageSession('root');
      return { ...own, cookie: `${cookieName}=${root.token}`, 'x-interlock-page': value };
    },
  ],
  ['the cookie of the page in the header', async () => token((await pageSession('root')).cookie)],
  ['the value of the page in the header', async () => token((await pageSession('root')).value)],
  [
    'the cookie of the page alone',
    async () => {
      const { cookieName, cookie } = await pageSession('root');
      return { ...own, cookie: `${cookieName}=${cookie}` };
    },
  ],
  [
    'the cookie of one page with the value of another',
    async () => {
      const { cookieName, cookie } = await pageSession('root');
      return { ...own, cookie: `${cookieName}=${cookie}`, 'x-interlock-page': newPageValue() };
    },
  ],
  [
    'the cookie of one person with the value of another',
    async () => {
      await world.account('eve');
      const { cookieName, cookie } = await pageSession('root');
      const { value } = await pageSession('eve');
      return { ...own, cookie: `${cookieName}=${cookie}`, 'x-interlock-page': value };
    },
  ],
  [
    'an API token in a cookie',
    async () => {
      const { cookieName, value } = await pageSession('root');
      return { ...own, cookie: `${cookieName}=${await apiToken(root)}`, 'x-interlock-page': value };
    },
  ],
  [
    'the id of an API token',
    async () => {
      await apiToken(root);
      const { body } = await root.call('/iam/tokens', {});
      return token(body.tokens[0].id);
    },
  ],
  [
    'an API token that is revoked',
    async () => {
      const value = await apiToken(root);
      const { body } = await root.call('/iam/tokens', {});
      const revoked = await root.call('/iam/tokens/revoke', {
        ids: body.tokens.map(({ id }: { id: string }) => id),
      });
      assert.equal(revoked.status, 200, revoked.text);
      return token(value);
    },
  ],
  [
    'an API token whose time is over',
    async () => {
      const value = await apiToken(root, 1);
      world.nowMs += 25 * 3_600_000;
      root = await world.account('root2');
      return token(value);
    },
  ],
  [
    'a session that has logged out',
    async () => {
      const gone = await world.account('gone');
      assert.equal((await gone.call('/authentication/logout')).status, 200);
      return token(gone.token);
    },
  ],
  [
    'a session that was idle too long',
    async () => {
      const idle = await world.account('idle');
      world.nowMs += 31 * 60_000;
      root = await world.account('root3');
      return token(idle.token);
    },
  ],
  [
    'a session that was used all day, and is too old',
    async () => {
      const old = await world.account('old');
      for (let hour = 0; hour < 25; hour++) {
        world.nowMs += 29 * 60_000;
        await old.call('/touch');
      }
      root = await world.account('root4');
      return token(old.token);
    },
  ],
  [
    'a session whose account is disabled',
    async () => {
      const disabled = await world.account('disabled');
      await change('/iam/accounts/disable', { accountNames: ['disabled'] });
      return token(disabled.token);
    },
  ],
  [
    'a session whose account is deleted',
    async () => {
      const deleted = await world.account('deleted');
      await change('/iam/accounts/delete', { accountNames: ['deleted'] });
      return token(deleted.token);
    },
  ],
  [
    'a session whose account is blocked',
    async () => {
      const blocked = await world.account('blocked-one');
      await change('/iam/blockedAccount/store', { accountName: 'BLOCKED-ONE ' });
      return token(blocked.token);
    },
  ],
  [
    'a session whose account is renamed',
    async () => {
      const renamed = await world.account('renamed');
      await change('/iam/account/rename', { accountOldName: 'renamed', accountNewName: 'renamed-2' });
      return token(renamed.token);
    },
  ],
  [
    'a session whose account got another password',
    async () => {
      const reset = await world.account('reset');
      await change('/iam/account/onetimepassword', { accountName: 'reset' });
      return token(reset.token);
    },
  ],
  [
    'a session that was cancelled',
    async () => {
      const cancelled = await world.account('cancelled');
      const answer = await root.call('/iam/sessions/cancel', { accountNames: ['cancelled'] });
      assert.equal(answer.status, 200, answer.text);
      return token(cancelled.token);
    },
  ],
  [
    'an API token of an account that is disabled',
    async () => {
      const maker = await world.account('maker');
      const value = await apiToken(maker);
      await change('/iam/accounts/disable', { accountNames: ['maker'] });
      return token(value);
    },
  ],
];
for (const [what, headers] of strangers)
  test(`with ${what} no route answers but those that answer everybody, and nothing is changed`, async () => {
    const sent = await headers();
    const earlier = await changes();
    for (const id of guarded) assert.equal((await ask(id, sent)).status, 440, id);
    assert.equal(await changes(), earlier);
  });

async function change(path: string, request: object): Promise<void> {
  const answer = await root.call(
    path,
    path.includes('blocked') ? request : { identityServiceName: 'JOC-INITIAL', ...request },
  );
  assert.equal(answer.status, 200, answer.text);
}

let tokensMade = 0;
async function apiToken(client: RestClient, expiresInDays = 90): Promise<string> {
  const made = await client.call('/iam/token/create', { name: `made-${++tokensMade}`, expiresInDays });
  assert.equal(made.status, 200, made.text);
  return made.body.value;
}

async function sessionIdOf(name: string): Promise<string> {
  const { body } = await root.call('/iam/sessions', {});
  const text = JSON.stringify(body);
  const id = body.activeSessions.find((session: Readonly<Record<string, unknown>>) =>
    JSON.stringify(session).includes(name),
  )?.id;
  assert.ok(typeof id === 'string', text.slice(0, 300));
  return id;
}

/** How many changes and commands there were so far. */
async function changes(): Promise<number> {
  const rows = await world.store.read.audit.query({ limit: 10_000, views: [{}] } as never);
  const done = rows.filter(({ record }) => ['succeeded', 'intended'].includes(record.outcome));
  return done.length + world.controller.taken.length;
}

test('an account without a role gets no session', async () => {
  await world.account('nobody');
  await change('/iam/account/store', { accountName: 'nobody', roles: [] });
  const login = await world.server.inject({
    method: 'POST',
    url: `${apiPath}/authentication/login`,
    headers: basic('nobody'),
  });
  assert.equal(login.statusCode, 401);
});

/** Open to whoever has a session, whatever his rights, and about nobody but him. */
const ownAffairs: readonly RouteId[] = guarded.filter((id) => routes[id].access.kind === 'session');

for (const what of ['whose last role was taken away', 'whose role was emptied', 'whose role was deleted'])
  test(`a session of an account ${what} reaches nothing but its own affairs from the next call on`, async () => {
    const name = `poor-${what.split(' ').at(-1)}`;
    const poor = await world.account(name, {
      permissions: [{ permission: 'sos:products', excluded: false }],
    });
    const roleName = `own-${name}`;
    assert.equal((await poor.call('/controllers')).status, 200);
    if (what.includes('taken')) await change('/iam/account/store', { accountName: name, roles: [] });
    if (what.includes('emptied'))
      await change('/iam/permissions/delete', { roleName, permissionPaths: ['sos:products'] });
    if (what.includes('deleted')) await change('/iam/roles/delete', { roleNames: [roleName] });
    const earlier = await changes();
    for (const id of guarded) {
      if (ownAffairs.includes(id)) continue;
      const { status, text } = await ask(id, token(poor.token));
      assert.ok([403, 420, 434, 440].includes(status), `${id}: ${status} ${text.slice(0, 200)}`);
    }
    assert.equal(await changes(), earlier);
  });

const changing = guarded.filter((id) => routes[id].changes && routes[id].access.kind !== 'session');

test('an account that holds every right to view changes nothing, through no route', async () => {
  const viewing = permissions
    .filter((name) => name.endsWith(':view'))
    .map((permission) => ({ permission, excluded: false }));
  const viewer = await world.account('viewer', { permissions: viewing });
  const allowed = changing.filter((id) => {
    const { access } = routes[id];
    return 'permissions' in access && access.permissions.every((name) => name.endsWith(':view'));
  });
  const earlier = await changes();
  for (const id of changing.filter((one) => !allowed.includes(one))) {
    const { status, text } = await ask(id, token(viewer.token));
    assert.ok([403, 420, 419].includes(status), `${id}: ${status} ${text.slice(0, 200)}`);
  }
  assert.equal(await changes(), earlier);
});

test('names that only look like permissions give nothing', async () => {
  const looksLike = [
    '*',
    'sos:*',
    'SOS:PRODUCTS',
    'sos:products:',
    'Sos:products',
    'sos:product',
    'sos:products:joc:*',
    '__proto__',
    'constructor',
    'toString',
  ];
  const fool = await world.account('fool', {
    permissions: looksLike.map((permission) => ({ permission, excluded: false })),
  });
  for (const id of guarded) {
    if (ownAffairs.includes(id)) continue;
    const { status } = await ask(id, token(fool.token));
    assert.ok([403, 419, 420, 434].includes(status), `${id} ${status}`);
  }
});
