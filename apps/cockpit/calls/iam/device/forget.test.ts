import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  basic,
  type CockpitWorld,
  cockpitWorld,
  newPageValue,
  send,
} from '../../../../../testing/cockpit/cockpit-world.ts';

const origin = { origin: 'https://cockpit.example', 'sec-fetch-site': 'same-origin' };

describe('a known device', () => {
  let world: CockpitWorld;
  before(async () => {
    world = await cockpitWorld();
    await world.account('root');
  });
  after(() => world.close());

  /** Logs in as the page does, with the cookies that the browser has. */
  async function logIn(jar: ReadonlyMap<string, string>) {
    const pageValue = newPageValue();
    const answer = await send(
      world.server,
      '/authentication/login',
      {},
      { ...basic('root'), ...origin, 'x-interlock-page': pageValue, cookie: cookieLine(jar) },
    );
    return { pageValue, jar: afterAnswer(jar, answer.headers['set-cookie']) };
  }

  const forget = (jar: ReadonlyMap<string, string>, pageValue: string) =>
    send(
      world.server,
      '/iam/device/forget',
      {},
      { ...origin, 'x-interlock-page': pageValue, cookie: cookieLine(jar) },
    );

  it('keeps its mark from login to login', async () => {
    const first = await logIn(new Map());
    const second = await logIn(first.jar);
    assert.equal(markOf(second.jar), markOf(first.jar));
    assert.ok((markOf(first.jar) ?? '').length > 20);
  });

  it('is forgotten, loses its cookie, and keeps the session', async () => {
    const { jar, pageValue } = await logIn(new Map());
    const answer = await forget(jar, pageValue);
    assert.equal(answer.status, 200);
    assert.equal(answer.body.ok, true);
    const left = afterAnswer(jar, answer.headers['set-cookie']);
    assert.equal(markOf(left), undefined);
    assert.equal(left.size, jar.size - 1);
    // Whoever kept the mark is a stranger with it: the next login makes another.
    assert.notEqual(markOf((await logIn(jar)).jar), markOf(jar));
    assert.equal((await forget(left, pageValue)).status, 200);
  });

  it('leaves a record that names the account', async () => {
    const { jar, pageValue } = await logIn(new Map());
    const answer = await forget(jar, pageValue);
    const views = [{ categories: ['IDENTITY'] as const }];
    const records = await world.store.read.audit.query({ views, limit: 1_000 });
    const found = records.find(({ record }) => record.action === 'DeviceForgotten');
    assert.deepEqual(found?.record.target, { kind: 'account', id: 'root' });
    assert.ok(!JSON.stringify(records).includes(markOf(jar) ?? 'missing'));
    assert.ok(!answer.text.includes(markOf(jar) ?? 'missing'));
  });
});

const cookieLine = (jar: ReadonlyMap<string, string>) =>
  [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

const markOf = (jar: ReadonlyMap<string, string>) => [...jar].find(([name]) => name.includes('device'))?.[1];

/** The cookies of a browser after an answer: one without a value, or that has ended, is gone. */
function afterAnswer(before: ReadonlyMap<string, string>, set: unknown): ReadonlyMap<string, string> {
  const jar = new Map(before);
  for (const line of [set ?? []].flat().map(String)) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '' || /Max-Age=0|Expires=Thu, 01 Jan 1970/.test(line)) jar.delete(name);
    else jar.set(name, value);
  }
  return jar;
}
