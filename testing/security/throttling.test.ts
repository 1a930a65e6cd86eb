import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { type AccountName, base64url } from '@interlock/base';
import { apiPath } from '@interlock/cockpit-api';
import { accountCounter } from '@interlock/iam';
import { basic, type CockpitWorld, cockpitWorld, newPageValue, password } from '../cockpit/cockpit-world.ts';

// Semantics §1.11 from outside: what somebody can try who knows names and has addresses, and what it gets him.

describe('throttling', () => {
  let world: CockpitWorld;
  beforeEach(async () => {
    await world?.close();
    world = await cockpitWorld();
    await world.account('ada', { permissions: [] });
    await world.account('bob', { permissions: [] });
    world.waits.length = 0;
    world.verified.count = 0;
  });
  after(() => world.close());

  const logIn = async (
    name: string,
    secret: string = password,
    remoteAddress = '192.0.2.1',
    headers: Record<string, string> = {},
  ) => {
    const answer = await world.server.inject({
      method: 'POST',
      url: `${apiPath}/authentication/login`,
      remoteAddress,
      headers: { ...basic(name, secret), ...headers },
    });
    return { status: answer.statusCode, headers: answer.headers, text: answer.body, cookies: answer.cookies };
  };
  const failTimes = async (times: number, name: string, remoteAddress?: string) => {
    for (let at = 0; at < times; at++) assert.equal((await logIn(name, 'wrong', remoteAddress)).status, 401);
  };
  const locked = (name: string) =>
    world.store.change(({ throttle }) =>
      throttle.save({
        key: accountCounter(name as AccountName),
        recentMs: [],
        inRow: 100,
        lastMs: world.nowMs - 1_000,
      }),
    );
  /** An answer without what is new in each. */
  const comparable = ({ status, headers, text }: Awaited<ReturnType<typeof logIn>>) => ({
    status,
    headers: Object.entries(headers)
      .filter(([name]) => name !== 'date' && name !== 'x-request-id')
      .map(([name, value]) => `${name}: ${String(value).replace(/nonce-[0-9a-f]{32}/g, 'nonce')}`),
    body: text.replace(/"reference":"[^"]+"/, '').replace(/"deliveryDate":"[^"]+"/, ''),
    length: text.length,
  });

  it('no spelling of a name dodges its waits: letter case, white space, composed or not', async () => {
    await world.account('zoë', { permissions: [] });
    world.waits.length = 0;
    const spellings = ['zoë', 'ZOË', ' zoë ', 'zoe\u0308', '\u2003Zoe\u0308\u00a0', '\u3000ZOE\u0308'];
    for (const spelling of spellings) assert.equal((await logIn(spelling, 'wrong')).status, 401);
    assert.deepEqual(world.waits, [1_000, 2_000, 4_000]);
  });

  it('a name that nobody has waits as one that somebody has', async () => {
    await failTimes(6, 'ada', '192.0.2.1');
    const known = world.waits.splice(0);
    await failTimes(6, 'nobody', '198.51.100.1');
    assert.deepEqual(world.waits, known);
    assert.deepEqual(known, [1_000, 2_000, 4_000]);
  });

  it('every refusal is the same to the byte after the same work: unknown, wrong, disabled, blocked, locked', async () => {
    await world.account('locked', { permissions: [] });
    await world.account('blocked', { permissions: [] });
    await world.account('disabled', { permissions: [] });
    await locked('locked');
    await world.store.change(async ({ accounts, blocklist, identityServices }) => {
      await blocklist.save({ name: 'blocked' as AccountName, comment: '', sinceMs: 0 });
      const [service] = await identityServices.list();
      const account = service && (await accounts.findByName(service.id, 'disabled' as AccountName));
      if (account !== undefined) await accounts.save({ ...account, disabled: true });
    });
    world.verified.count = 0;
    const answers = [
      await logIn('nobody', password, '192.0.2.1'),
      await logIn('ada', 'wrong', '192.0.3.1'),
      await logIn('disabled', password, '192.0.4.1'),
      await logIn('blocked', password, '192.0.5.1'),
      await logIn('locked', password, '192.0.6.1'),
      await logIn('locked', 'wrong', '192.0.7.1'),
    ];
    const [first, ...others] = answers.map(comparable);
    assert.equal(first?.status, 401);
    for (const other of others) assert.deepEqual(other, first);
    assert.equal(world.verified.count, answers.length);
  });

  it('who succeeds clears his own pair, and nothing of others: neither another account nor another network', async () => {
    await failTimes(4, 'bob', '192.0.2.1');
    await failTimes(4, 'ada', '198.51.100.1');
    world.waits.length = 0;
    assert.equal((await logIn('ada', password, '192.0.2.1')).status, 200);
    await failTimes(1, 'bob', '192.0.2.1');
    await failTimes(1, 'ada', '198.51.100.1');
    // ada waits for what others failed on her name; neither bob nor they got anything for her success.
    assert.deepEqual(world.waits, [2_000, 2_000, 2_000]);
  });

  it('a hundred failures from many networks lock the account, and only an administrator lifts it', async () => {
    for (let at = 0; at < 100; at++) {
      await logIn('ada', 'wrong', `10.0.${at}.1`);
      world.nowMs += 16 * 60_000;
    }
    assert.equal((await logIn('ada', password, '203.0.113.1')).status, 401);
    world.nowMs += 365 * 24 * 3_600_000;
    assert.equal((await logIn('ada', password, '203.0.113.1')).status, 401, 'a year later');
    const root = await world.account('root');
    const lifted = await root.call('/iam/accounts/unthrottle', { accountNames: ['ada'] });
    assert.equal(lifted.status, 200, lifted.text);
    assert.equal((await logIn('ada', password, '203.0.113.1')).status, 200);
  });

  it('who locks a colleague out on purpose does not keep him from a device that he has used before', async () => {
    const pageValue = newPageValue();
    const page = { origin: 'https://cockpit.example', 'x-interlock-page': pageValue };
    const first = await logIn('ada', password, '203.0.113.1', page);
    assert.equal(first.status, 200);
    const mark = first.cookies.find(({ name }) => name.includes('device'));
    assert.ok(mark !== undefined, JSON.stringify(first.cookies));
    await locked('ada');
    assert.equal((await logIn('ada', password, '203.0.113.1')).status, 401, 'elsewhere he is locked out');
    const cookie = `${mark.name}=${mark.value}`;
    const again = await logIn('ada', password, '203.0.113.1', { ...page, cookie });
    assert.equal(again.status, 200);
    const stranger = await logIn('ada', password, '203.0.113.1', {
      ...page,
      cookie: `${mark.name}=${base64url(new Uint8Array(32))}`,
    });
    assert.equal(stranger.status, 401, 'a mark that was made up is none');
  });

  it('one password tried on many names makes the network wait, not the names, and says when to come again', async () => {
    for (let at = 0; at <= 300; at++) await logIn(`name${at}`, 'Winter2026!', `192.0.2.${at % 250}`);
    const refused = await logIn('name999', 'Winter2026!', '192.0.2.77');
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers['retry-after']) > 0);
    assert.equal((await logIn('ada', password, '192.0.2.9')).status, 429, 'whoever it is');
    assert.equal((await logIn('ada', password, '192.0.3.9')).status, 200, 'elsewhere nobody is kept out');
    world.nowMs += 16 * 60_000;
    assert.equal((await logIn('ada', password, '192.0.2.9')).status, 200, 'and it ends');
  });

  it('whoever holds a session guesses the old password no faster than at the login', async () => {
    const ada = await world.account('ada', { permissions: [] });
    world.waits.length = 0;
    for (let at = 0; at < 6; at++)
      await ada.call('/iam/account/changepassword', {
        oldPassword: 'wrong',
        password: 'a quiet lake under snow',
        repeatedPassword: 'a quiet lake under snow',
      });
    assert.deepEqual(world.waits, [1_000, 2_000, 4_000]);
  });
});
