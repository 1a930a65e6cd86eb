import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { orderEvent } from '../dev/world.ts';
import { onStage, startBrowser, stopBrowser } from './browser.ts';

before(startBrowser);
after(stopBrowser);

test('without a session every page leads to the login and back', () =>
  onStage('full', async ({ open }) => {
    const page = await open('/orders?state=failed');
    await page.waitForURL('**/login?next=*');
    await page.fill('#account', 'maria.huber');
    await page.fill('#password', 'a good long password');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/orders?state=failed');
  }));

test('a new tab gets the session from an open one, and all tabs share one stream', () =>
  onStage('full', async ({ logIn, open, fake }) => {
    await logIn('/orders');
    for (const path of ['/orders', '/', '/history']) await (await open(path)).waitForSelector('#main');
    assert.equal(fake.streamCount(), 1);
  }));

test('when the tab that reads the stream goes, another one reads on after the same event', () =>
  onStage('full', async ({ logIn, open, fake }) => {
    const first = await logIn('/orders');
    const second = await open('/orders');
    await second.waitForSelector('[data-index="0"]');
    fake.tell({ kind: 'controller', controllerId: 'controller', atMs: Date.now() });
    await second.waitForTimeout(100);
    await first.close();
    const opened = () => fake.calls.filter((call) => call.id === 'interlock.events');
    while (opened().length < 2) await second.waitForTimeout(20);
    assert.equal(opened()[1]?.headers['last-event-id'], '1');
  }));

test('a logout in one tab is a logout in all', () =>
  onStage('full', async ({ logIn, open }) => {
    const first = await logIn('/orders');
    const second = await open('/');
    await second.waitForSelector('#main');
    await first.click('[aria-label^="Account "]');
    await first.click('text=Log out');
    await Promise.all([first.waitForURL('**/login?*'), second.waitForURL('**/login?*')]);
    assert.equal(await second.evaluate('sessionStorage.getItem("interlock.page")'), null);
  }));

test('a session that ended leads to the login, which says so and comes back', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/orders');
    await page.waitForSelector('[data-index="0"]');
    fake.endSession();
    await page.click('[data-index="0"]');
    await page.waitForURL('**/login?why=ended*');
    assert.match((await page.textContent('#notice')) ?? '', /has ended/);
  }));

test('a broken stream says so and mends itself', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/orders');
    await page.waitForSelector('text=Live');
    while (fake.streamCount() === 0) await page.waitForTimeout(20);
    fake.cutStreams();
    await page.waitForSelector('.strip:has-text("Live changes are interrupted")');
    await page.waitForSelector('.strip', { state: 'detached' });
    while (fake.streamCount() === 0) await page.waitForTimeout(20);
  }));

test('every call carries the page’s value; what no person asked for is marked', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/orders');
    await page.waitForSelector('[data-index="0"]');
    const id = [...fake.world.orders.keys()][0] ?? '';
    const before = fake.calls.length;
    fake.tell(orderEvent(fake.world, id, 'OrderMoved'));
    await page.waitForResponse('**/joc/api/orders');
    // What the login page may offer is asked before there is a value.
    const calls = fake.calls.filter(({ id }) => id !== 'interlock.login');
    const values = new Set(calls.map((call) => call.headers['x-interlock-page']));
    assert.equal(values.size, 1);
    for (const call of fake.calls.slice(before))
      assert.equal(call.headers['x-interlock-background'], '1', call.id);
    const first = fake.calls.find((call) => call.id === 'orders');
    assert.equal(first?.headers['x-interlock-background'], undefined);
  }));

test('shortly before the idle end the page says so, and one click stays', () =>
  onStage('full', async ({ logIn, fake }) => {
    fake.world.idleSeconds = 45;
    const page = await logIn('/orders');
    const notice = page.locator('.strip', { hasText: 'has not been used for a while' });
    await notice.waitFor();
    await notice.locator('button').click();
    await notice.waitFor({ state: 'detached' });
    assert.equal(fake.calls.filter(({ id }) => id === 'touch').length, 1);
  }));

test('whoever was logged out because the page was not used is told that at the login', () =>
  onStage('full', async ({ logIn, fake }) => {
    fake.world.idleSeconds = 1;
    const page = await logIn('/orders');
    fake.endSession();
    await page.waitForURL('**/login?why=idle*', { timeout: 30_000 });
    assert.match((await page.textContent('#notice')) ?? '', /not used for a while/);
  }));

test('where Remember me is switched off it is not offered, and what it kept goes', () =>
  onStage('full', async ({ open, fake }) => {
    fake.world.rememberMe = false;
    const page = await open('/login');
    await page.evaluate('localStorage.setItem("interlock.account", "maria.huber")');
    await page.reload();
    await page.waitForResponse('**/joc/api/interlock/login').catch(() => undefined);
    await page.waitForFunction('localStorage.length === 0');
    assert.equal(await page.isVisible('#remember'), false);
  }));
