import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type FakeCockpit, fakeCockpit } from './testing/fake-cockpit.ts';

describe('the body of a call', () => {
  let cockpit: FakeCockpit;
  before(async () => {
    cockpit = await fakeCockpit();
  });
  after(() => cockpit.server.close());

  const post = (payload: string | Buffer | undefined, headers: Record<string, string> = {}) =>
    cockpit.server.inject({
      method: 'POST',
      url: '/joc/api/orders',
      headers: { 'x-access-token': 'good', ...headers },
      ...(payload === undefined ? {} : { payload }),
    });

  it('counts as {} when it is empty, with and without a content type', async () => {
    for (const headers of [{}, { 'content-type': 'application/json' }, { 'content-type': 'text/plain' }]) {
      assert.deepEqual((await post(undefined, headers)).json().asked, {});
      assert.deepEqual((await post('', headers)).json().asked, {});
    }
    assert.equal((await post('  \n', { 'content-type': 'application/json' })).statusCode, 200);
  });

  it('is read as JSON in UTF-8, with a byte order mark or without', async () => {
    for (const type of [
      'application/json',
      'application/json; charset=utf-8',
      'Application/JSON;charset="UTF-8"',
    ])
      assert.deepEqual((await post('{"regex":"ä"}', { 'content-type': type })).json().asked, { regex: 'ä' });
    assert.equal((await post('\ufeff{}', { 'content-type': 'application/json' })).statusCode, 200);
  });

  it('of any other type is refused, so that no form and no text of another site is read', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/json; charset=utf-16',
      'application/jsonp',
      'text/plain; application/json',
      'nonsense',
    ]) {
      const answer = await post('{"controllerId":"c"}', { 'content-type': type });
      assert.equal(answer.statusCode, 420, type);
      assert.equal(answer.json().error.field, 'Content-Type', type);
    }
  });

  it('without a content type is refused', async () => {
    const answer = await post(Buffer.from('{}'));
    assert.equal(answer.statusCode, 420);
  });

  it('that is no UTF-8 is refused', async () => {
    const answer = await post(Buffer.from([0x22, 0xff, 0x22]), { 'content-type': 'application/json' });
    assert.match(answer.json().error.message, /not UTF-8/);
  });

  it('names what is wrong with it, in 420', async () => {
    for (const [body, field] of [
      ['{"__proto__":{}}', '__proto__'],
      ['{"limit":"many"}', 'limit'],
      ['{"controllerId":"a","controllerId":"b"}', 'controllerId'],
    ] as const) {
      const answer = await post(body, { 'content-type': 'application/json' });
      assert.equal(answer.statusCode, 420);
      assert.equal(answer.json().error.field, field);
    }
  });

  it('beyond 4 MB is 413, and is not read to its end', async () => {
    const answer = await post(Buffer.alloc(4 * 1024 * 1024 + 1, 0x20), {
      'content-type': 'application/json',
    });
    assert.equal(answer.statusCode, 413);
    assert.equal(answer.json().error.problem, 'TooLarge');
  });

  it('of a login has a limit of its own, far below', async () => {
    const answer = await cockpit.server.inject({
      method: 'POST',
      url: '/joc/api/authentication/login',
      headers: { 'content-type': 'application/json' },
      payload: Buffer.alloc(70_000, 0x20),
    });
    assert.equal(answer.statusCode, 413);
  });

  it('of a stranger is not read at all', async () => {
    const answer = await cockpit.server.inject({
      method: 'POST',
      url: '/joc/api/orders',
      headers: { 'content-type': 'application/json' },
      payload: '{"this is": no JSON',
    });
    assert.equal(answer.statusCode, 440);
  });
});
