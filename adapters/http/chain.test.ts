import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problem, refuse } from '@interlock/base';
import { routeIds, routes } from '@interlock/cockpit-api';
import { type FakeCockpit, fakeCockpit, pageValue } from './testing/fake-cockpit.ts';

const token = { 'x-access-token': 'good', 'content-type': 'application/json' };

/** Sends a POST as a REST client does. */
function post(
  cockpit: FakeCockpit,
  path: string,
  body: string | undefined,
  headers: Record<string, string> = token,
) {
  return cockpit.server.inject({
    method: 'POST',
    url: `/joc/api${path}`,
    headers,
    ...(body === undefined ? {} : { payload: body }),
  });
}

describe('the chain of a call', () => {
  it('reaches the handler with a session, and answers with the moment of the answer', async () => {
    const cockpit = await fakeCockpit();
    const answer = await post(cockpit, '/touch', '{}');
    assert.equal(answer.statusCode, 200);
    assert.deepEqual(answer.json(), { asked: {}, deliveryDate: '2026-01-02T03:04:05.006Z' });
    await cockpit.server.close();
  });

  it('answers 440 with a security object, and its own reason phrase, where the token is missing or unknown', async () => {
    const cockpit = await fakeCockpit();
    for (const headers of [
      {},
      { 'x-access-token': 'bad' },
      { authorization: 'Bearer bad' },
      { authorization: 'Basic YTpi' },
    ]) {
      const answer = await post(cockpit, '/touch', undefined, headers);
      assert.equal(answer.statusCode, 440);
      assert.equal(answer.statusMessage, 'Login Timeout');
      assert.equal(answer.json().isAuthenticated, false);
      assert.match(answer.json().message, /^SessionNotExistException: /);
    }
    assert.deepEqual(cockpit.reached, []);
    await cockpit.server.close();
  });

  it('answers 403 with a reference where a right is missing, and notes it', async () => {
    const cockpit = await fakeCockpit();
    const answer = await post(cockpit, '/orders/cancel', '{"controllerId":"c","orderIds":["x"]}');
    assert.equal(answer.statusCode, 403);
    const body = answer.json();
    assert.deepEqual([body.isAuthenticated, body.isPermitted, body.account], [true, false, 'ann']);
    assert.equal(body.reference, answer.headers['x-request-id']);
    assert.equal(cockpit.refused.length, 1);
    await cockpit.server.close();
  });

  it('lets an account that has to change its password do that, and nothing else', async () => {
    const cockpit = await fakeCockpit();
    const headers = { 'x-access-token': 'first' };
    assert.equal(
      (await post(cockpit, '/orders', '{}', { ...headers, 'content-type': 'application/json' })).statusCode,
      403,
    );
    assert.equal((await post(cockpit, '/interlock/me', undefined, headers)).statusCode, 200);
    const open = routeIds.filter((id) => routes[id].beforePasswordChange);
    assert.deepEqual(open, [
      'authentication.login',
      'authentication.logout',
      'authentication.joc_cockpit_permissions',
      'touch',
      'joc.properties',
      'iam.account.changepassword',
      'interlock.me',
      'interlock.login',
      'interlock.health',
    ]);
    await cockpit.server.close();
  });

  it('counts a call as activity unless the route or the caller says that no person made it', async () => {
    const cockpit = await fakeCockpit();
    await post(cockpit, '/touch', undefined);
    await post(cockpit, '/touch', undefined, { ...token, 'x-interlock-background': '1' });
    await post(cockpit, '/interlock/me', undefined);
    assert.deepEqual(cockpit.activities, [true, false, false]);
    await cockpit.server.close();
  });

  it('says nothing of a fault of ours but its reference', async () => {
    const errors: unknown[] = [];
    const log = {
      error: (_event: string, fields?: object) => errors.push(fields),
      warn() {},
      info() {},
      debug() {},
      with: () => log,
    };
    const cockpit = await fakeCockpit({ log });
    cockpit.handle('touch', () => {
      throw new Error('the canary of the database');
    });
    const answer = await post(cockpit, '/touch', undefined);
    assert.equal(answer.statusCode, 420);
    assert.doesNotMatch(answer.body, /canary/);
    assert.equal(answer.json().reference, answer.headers['x-request-id']);
    assert.equal(errors.length, 1);
    await cockpit.server.close();
  });

  it('answers 434 in place of 420 where JS7 stays silent, and only there', async () => {
    const cockpit = await fakeCockpit();
    for (const id of ['controller', 'agents'] as const)
      cockpit.handle(id, () => refuse(problem('ControllerUnreachable')));
    assert.equal((await post(cockpit, '/controller', '{"controllerId":"c"}')).statusCode, 434);
    const agents = await post(cockpit, '/agents', '{"controllerId":"c"}');
    assert.equal(agents.statusCode, 420);
    assert.equal(agents.json().error.code, 'JOC-402');
    await cockpit.server.close();
  });

  it('notes for the audit trail that a right is missing for an item of a bulk call', async () => {
    const cockpit = await fakeCockpit();
    cockpit.handle('iam.accounts.delete', () =>
      refuse({
        refusedItems: [
          { problem: problem('UnknownAccount'), path: 'a' },
          { problem: problem('PermissionDenied'), path: 'b' },
        ],
      }),
    );
    const names = '{"identityServiceName":"JOC","accountNames":["a","b"]}';
    assert.equal((await post(cockpit, '/iam/accounts/delete', names)).statusCode, 419);
    assert.deepEqual(
      cockpit.refused.map(({ problem: { code }, caller }) => [code, caller?.account]),
      [['PermissionDenied', 'ann']],
    );
    await cockpit.server.close();
  });

  it('answers 419 with one error for each refused item', async () => {
    const cockpit = await fakeCockpit();
    cockpit.handle('orders.add', () =>
      refuse({
        refusedItems: [
          { problem: problem('UnknownWorkflow', 'There is no workflow /a.'), path: '/a' },
          { problem: problem('DuplicateOrder'), path: '/b' },
        ],
      }),
    );
    const answer = await post(cockpit, '/orders/add', '{"controllerId":"c","orders":[{"workflowPath":"a"}]}');
    assert.equal(answer.statusCode, 419);
    assert.deepEqual(
      answer.json().errors.map((error: { code: string; path: string }) => [error.code, error.path]),
      [
        ['JOC-400', '/a'],
        ['JOC-409', '/b'],
      ],
    );
    await cockpit.server.close();
  });

  it('refuses an answer that breaks its schema where answers are checked', async () => {
    const cockpit = await fakeCockpit({ checkAnswers: true });
    assert.equal((await post(cockpit, '/touch', undefined)).statusCode, 420);
    await cockpit.server.close();
  });

  it('lets the page in by cookie and header value together, and by neither alone', async () => {
    const cockpit = await fakeCockpit();
    const cookie = '__Host-interlock-test=good';
    const site = { origin: 'https://cockpit.example', 'sec-fetch-site': 'same-origin' };
    const status = async (headers: Record<string, string>) =>
      (await post(cockpit, '/touch', undefined, headers)).statusCode;
    assert.equal(await status({ ...site, cookie, 'x-interlock-page': pageValue }), 200);
    assert.equal(await status({ ...site, cookie }), 440);
    assert.equal(await status({ ...site, 'x-interlock-page': pageValue }), 440);
    assert.equal(
      await status({ ...site, cookie: `${cookie}; ${cookie}`, 'x-interlock-page': pageValue }),
      440,
    );
    await cockpit.server.close();
  });
});
