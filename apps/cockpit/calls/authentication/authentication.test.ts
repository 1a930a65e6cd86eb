import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { accountName, unwrap } from '@interlock/base';
import {
  basic,
  type CockpitWorld,
  cockpitWorld,
  newPageValue,
  password,
  send,
  type WorldAnswer,
} from '../../../../testing/cockpit/cockpit-world.ts';

const login = '/authentication/login';
const logout = '/authentication/logout';

describe('login', () => {
  let world: CockpitWorld;
  before(async () => {
    world = await cockpitWorld();
    await world.account('root');
    await world.account('nobody', { roles: [] }).catch(() => undefined);
  });
  after(() => world.close());

  it('of a REST client needs no body, and gives the token in body and header', async () => {
    const answer = await send(world.server, login, undefined, {
      ...basic('root'),
      'content-type': 'application/json',
    });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['x-access-token'], answer.body.accessToken);
    assert.equal(answer.headers['set-cookie'], undefined);
    assert.deepEqual(
      [
        answer.body.account,
        answer.body.role,
        answer.body.identityService,
        answer.body.sessionTimeout,
        answer.body.message,
      ],
      ['root', 'all', 'JOC:JOC-INITIAL', 1_800_000, ''],
    );
  });

  it('takes the account without regard to case and white space, and a password with colons', async () => {
    assert.equal((await send(world.server, login, {}, basic(' ROOT '))).status, 200);
    assert.equal((await send(world.server, login, {}, basic('root', `${password}:more`))).status, 401);
  });

  it('is refused with one status, one text and one amount of work, whatever the cause', async () => {
    await world.account('blocked');
    await world.account('disabled');
    await world.store.change(async ({ blocklist, accounts, identityServices }) => {
      await blocklist.save({ name: unwrap(accountName('blocked')), comment: '', sinceMs: 0 });
      const [service] = await identityServices.list();
      const account = service && (await accounts.findByName(service.id, unwrap(accountName('disabled'))));
      if (account !== undefined) await accounts.save({ ...account, disabled: true });
    });
    const causes: readonly (readonly [cause: string, headers: Record<string, string>])[] = [
      ['an unknown account', basic('stranger')],
      ['a wrong password', basic('root', 'wrong')],
      ['an empty password', basic('root', '')],
      ['a blocked account', basic('blocked')],
      ['a disabled account', basic('disabled')],
      ['an account without a role', basic('nobody')],
      ['a name that can be nobody’s', basic('a\u0007b')],
      ['an account name that every object has', basic('toString')],
      ['an account name that every object has', basic('__proto__')],
      ['a password beyond its length', basic('root', 'x'.repeat(2_000))],
    ];
    const shapes = new Set<string>();
    for (const [cause, headers] of causes) {
      const verifiedBefore = world.verified.count;
      const answer = await send(world.server, login, {}, headers);
      assert.equal(answer.status, 401, cause);
      assert.equal(answer.body.message, 'Access denied', cause);
      assert.equal(world.verified.count - verifiedBefore, 1, cause);
      shapes.add(shapeOf(answer));
    }
    assert.equal(shapes.size, 1, [...shapes].join('\n'));
  });

  it('without any proof is refused likewise', async () => {
    for (const headers of [
      {},
      { authorization: 'Basic !!!' },
      { authorization: 'Basic /////w==' },
      { authorization: 'Negotiate x' },
    ])
      assert.equal((await send(world.server, login, {}, headers)).status, 401);
  });

  it('by a name of a service that takes passwords is refused: nobody chooses who verifies him', async () => {
    const answer = await send(
      world.server,
      login,
      {},
      { ...basic('root'), 'x-identity-service': 'JOC-INITIAL' },
    );
    assert.equal(answer.status, 401);
  });

  it('takes no account and no password from the address or the body', async () => {
    const answer = await send(world.server, `${login}?account=root&pwd=${encodeURIComponent(password)}`, {
      account: 'root',
      pwd: password,
      isAdmin: true,
      roles: ['all'],
    });
    assert.equal(answer.status, 401);
  });

  it('waits longer with each failure, and holds no session for it', async () => {
    await world.account('slow');
    world.waits.length = 0;
    for (let failure = 0; failure < 6; failure++) await send(world.server, login, {}, basic('slow', 'wrong'));
    assert.deepEqual(world.waits, [1_000, 2_000, 4_000]);
    assert.equal((await send(world.server, login, {}, basic('slow'))).status, 200);
  });

  it('stands in the audit trail with what was claimed and why it was refused, a flood of them in few records', async () => {
    const other = await cockpitWorld();
    await other.account('root');
    for (let failure = 0; failure < 20; failure++)
      await send(other.server, login, {}, basic('stranger', 'wrong'));
    const rows = await other.store.read.audit.query({ views: [{ categories: ['IDENTITY'] }], limit: 100 });
    const refused = rows.filter(({ record }) => record.outcome === 'refused');
    assert.equal(refused.length, 1);
    const [first] = refused;
    assert.deepEqual(
      [first?.record.action, first?.record.actor.kind, first?.record.actor.account, first?.record.target.id],
      ['LoggedIn', 'stranger', 'stranger', 'stranger'],
    );
    assert.ok(first?.record.reasonCode);
    await other.close();
  });
});

/** What a stranger can tell a refusal by: everything but what is new in each answer. */
function shapeOf({ status, headers, body }: WorldAnswer): string {
  const { reference, deliveryDate, ...rest } = body;
  const { 'x-request-id': _id, date: _date, 'content-security-policy': policy, ...other } = headers;
  const csp = String(policy).replace(/nonce-[0-9a-f]+/g, 'nonce');
  return JSON.stringify([status, rest, other, csp, reference.length, deliveryDate.length]);
}

describe('a session', () => {
  let world: CockpitWorld;
  beforeEach(async () => {
    world = await cockpitWorld();
  });
  it('is ended by logout, which answers the same for a token that is unknown', async () => {
    const root = await world.account('root');
    for (const token of [root.token, root.token, 'unknown']) {
      const answer = await send(world.server, logout, undefined, {
        'x-access-token': token,
        ...basic('root'),
      });
      assert.equal(answer.status, 200);
      assert.deepEqual([answer.body.isAuthenticated, answer.body.accessToken], [false, '']);
    }
    assert.equal((await root.call('/touch')).status, 440);
    assert.equal((await send(world.server, logout, undefined)).status, 420);
    await world.close();
  });

  it('is told by its token alone: a Basic header beside it begins no login', async () => {
    const root = await world.account('root');
    const verifiedBefore = world.verified.count;
    assert.equal((await root.call('/touch', undefined, basic('root', 'wrong'))).status, 200);
    assert.equal((await send(world.server, '/touch', undefined, basic('root'))).status, 440);
    assert.equal(world.verified.count, verifiedBefore);
    await world.close();
  });

  it('ends without use, lives by use, and in any case has an end', async () => {
    const root = await world.account('root');
    const minute = 60_000;
    world.nowMs += 29 * minute;
    assert.equal((await root.call('/touch')).status, 200);
    world.nowMs += 29 * minute;
    assert.equal((await root.call('/touch', undefined, { 'x-interlock-background': '1' })).status, 200);
    world.nowMs += 2 * minute;
    assert.equal((await root.call('/touch')).status, 440);
    const other = await world.account('other');
    for (let waited = 0; waited < 12 * 60; waited += 20) {
      assert.equal((await other.call('/touch')).status, 200);
      world.nowMs += 20 * minute;
    }
    assert.equal((await other.call('/touch')).status, 440);
    await world.close();
  });

  it('has at each call the rights of that moment', async () => {
    const ann = await world.account('ann', { permissions: [] });
    assert.equal((await ann.call('/audit_log', {})).status, 403);
    const permission = 'sos:products:joc:auditlog';
    await world.account('ann', { permissions: [{ permission, excluded: false }] });
    assert.equal((await ann.call('/audit_log', {})).status, 200);
    const denied = { permission: 'sos:products', excluded: true };
    await world.account('ann', { permissions: [{ permission, excluded: false }, denied] });
    assert.equal((await ann.call('/audit_log', {})).status, 403);
    await world.close();
  });

  it('dies with its account', async () => {
    const ann = await world.account('ann');
    await world.store.change(({ sessions }) => sessions.removeOfName(unwrap(accountName('ann'))));
    assert.equal((await ann.call('/touch')).status, 440);
    await world.close();
  });
});

describe('a session of the page', () => {
  let world: CockpitWorld;
  const origin = { origin: 'https://cockpit.example', 'sec-fetch-site': 'same-origin' };
  before(async () => {
    world = await cockpitWorld();
    await world.account('root');
  });
  after(() => world.close());

  async function pageLogin(pageValue: string, body: object = {}) {
    const answer = await send(world.server, login, body, {
      ...basic('root'),
      ...origin,
      'x-interlock-page': pageValue,
    });
    const cookies = [answer.headers['set-cookie'] ?? []].flat().map(String);
    const cookie = cookies.find((text) => text.startsWith('__Host-interlock-test=')) ?? '';
    return { answer, cookies, cookie, value: /=([^;]*)/.exec(cookie)?.[1] ?? '' };
  }

  it('is a cookie and nothing that a script could read', async () => {
    const { answer, cookie, value } = await pageLogin(newPageValue());
    assert.equal(answer.status, 200);
    assert.equal(answer.body.accessToken, undefined);
    assert.equal(answer.headers['x-access-token'], undefined);
    assert.ok(!answer.text.includes(value));
    assert.doesNotMatch(cookie, /Max-Age|Expires/);
  });

  it('needs the value that its page made, and no other', async () => {
    const pageValue = newPageValue();
    const { value } = await pageLogin(pageValue);
    const touched = async (headers: Record<string, string>) =>
      (await send(world.server, '/touch', undefined, { ...origin, ...headers })).status;
    const cookie = `__Host-interlock-test=${value}`;
    assert.equal(await touched({ cookie, 'x-interlock-page': pageValue }), 200);
    assert.equal(await touched({ cookie }), 440);
    assert.equal(await touched({ cookie, 'x-interlock-page': newPageValue() }), 440);
    assert.equal(await touched({ cookie, 'x-interlock-page': '' }), 440);
  });

  it('is refused where its cookie’s value comes in the header, and a token’s in the cookie', async () => {
    const pageValue = newPageValue();
    const { value } = await pageLogin(pageValue);
    assert.equal((await send(world.server, '/touch', undefined, { 'x-access-token': value })).status, 440);
    assert.equal(
      (await send(world.server, '/touch', undefined, { authorization: `Bearer ${value}` })).status,
      440,
    );
    const { token } = await world.account('other');
    const headers = { ...origin, cookie: `__Host-interlock-test=${token}`, 'x-interlock-page': pageValue };
    assert.equal((await send(world.server, '/touch', undefined, headers)).status, 440);
  });

  it('is new at each login, whatever the browser sent before', async () => {
    const pageValue = newPageValue();
    const first = await pageLogin(pageValue);
    const answer = await send(
      world.server,
      login,
      {},
      {
        ...basic('root'),
        ...origin,
        'x-interlock-page': pageValue,
        cookie: `__Host-interlock-test=${first.value}`,
      },
    );
    assert.ok(!String(answer.headers['set-cookie']).includes(first.value));
  });

  it('lasts to its absolute end with Remember me, and says so to the browser', async () => {
    const { cookie, answer } = await pageLogin(newPageValue(), { rememberMe: true });
    assert.match(cookie, /Max-Age=43200/);
    assert.equal(answer.body.sessionTimeout, 43_200_000);
  });

  it('of a REST client is never remembered', async () => {
    const answer = await send(world.server, login, { rememberMe: true }, basic('root'));
    assert.equal(answer.body.sessionTimeout, 1_800_000);
  });
});

describe('a change of the own password', () => {
  let world: CockpitWorld;
  const fresh = 'another horse battery staple';
  before(async () => {
    world = await cockpitWorld();
  });
  after(() => world.close());
  const change = '/iam/account/changepassword';
  const words = { oldPassword: password, password: fresh, repeatedPassword: fresh };

  it('is all that an account may do while it has to', async () => {
    const first = await world.account('first', { roles: ['all'], forcePasswordChange: true });
    assert.equal(
      (await first.call('/orders', { controllerId: 'controller' })).body.code,
      'PasswordChangeRequired',
    );
    assert.equal((await first.call('/interlock/me', {})).body.mustChangePassword, true);
    const changed = await first.call(change, words);
    assert.equal(changed.status, 200);
    assert.equal(changed.body.ok, true);
    const token = String(changed.headers['x-access-token']);
    assert.equal(
      (await send(world.server, '/orders', { controllerId: 'controller' }, { 'x-access-token': token }))
        .status,
      200,
    );
    assert.equal((await first.call('/touch')).status, 440);
  });

  it('ends all other sessions of the account', async () => {
    const one = await world.account('ann');
    const other = await world.account('ann');
    const changed = await one.call(change, words);
    assert.equal(changed.status, 200);
    assert.equal((await other.call('/touch')).status, 440);
    assert.equal((await send(world.server, login, {}, basic('ann'))).status, 401);
    assert.equal((await send(world.server, login, {}, basic('ann', fresh))).status, 200);
  });

  it('takes the one field that PowerShell sends, and never sets an initial password', async () => {
    const ann = await world.account('bob');
    const body = {
      identityServiceName: 'JOC-INITIAL',
      accountName: 'bob',
      oldPassword: password,
      newPassword: fresh,
    };
    assert.equal((await ann.call(change, body)).status, 200);
    assert.equal((await send(world.server, login, {}, basic('bob', fresh))).status, 200);
  });

  it('is refused where anything about it is wrong, and changes nothing', async () => {
    const ann = await world.account('carl');
    const wrong: readonly (readonly [body: object, status: number])[] = [
      [{ ...words, oldPassword: 'wrong' }, 420],
      [{ ...words, oldPassword: '' }, 420],
      [{ ...words, repeatedPassword: 'something else entirely' }, 420],
      [{ oldPassword: password }, 420],
      [{ oldPassword: password, password: '', repeatedPassword: '' }, 420],
      [{ ...words, password: 'short', repeatedPassword: 'short' }, 420],
      [{ ...words, accountName: 'root' }, 403],
      [{ ...words, identityServiceName: 'LDAP' }, 403],
    ];
    for (const [body, status] of wrong) {
      const answer = await ann.call(change, body);
      assert.equal(answer.status, status, JSON.stringify(body));
      assert.doesNotMatch(answer.text, /horse|something else/);
    }
    assert.equal((await send(world.server, login, {}, basic('carl'))).status, 200);
  });
});

describe('a secret', () => {
  it('stands in no log line, no audit record and no answer but the one that gives it', async () => {
    const world = await cockpitWorld();
    const root = await world.account('root');
    const canary = 'canary-Xk29-canary-Xk29';
    await send(world.server, login, {}, basic('root', canary));
    await root.call('/iam/account/changepassword', {
      oldPassword: canary,
      password: canary,
      repeatedPassword: canary,
    });
    await send(world.server, '/touch', undefined, {
      'x-access-token': canary,
      authorization: `Bearer ${canary}`,
      cookie: `a=${canary}`,
    });
    await root.call('/orders/cancel', { controllerId: canary, orderIds: ['x'], [canary]: canary });
    await root.call('/order', `{"${canary}`);
    await root.call('/authentication/logout');
    await world.calls.refusals.look();
    const categories = ['IDENTITY', 'CONTROLLER', 'OTHERS'] as const;
    const records = await world.store.read.audit.query({ views: [{ categories }], limit: 1_000 });
    assert.ok(records.length > 0);
    const passwords = [canary, password, root.token];
    for (const secret of [password, root.token]) {
      assert.ok(!JSON.stringify(records).includes(secret));
      assert.ok(!world.logged.join('\n').includes(secret));
    }
    assert.ok(!JSON.stringify(records).includes(passwords[0] ?? ''));
    await world.close();
  });
});
