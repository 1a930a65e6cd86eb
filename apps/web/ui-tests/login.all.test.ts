import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { onStage, scrollsSideways, seriousViolations, startBrowser, stopBrowser } from './browser.ts';

before(startBrowser);
after(stopBrowser);

const alert = '#login-fault';

test('the login is clean for axe, at every width, in both schemes', async () => {
  for (const scheme of ['light', 'dark'] as const)
    for (const width of [360, 1280])
      await onStage(
        'full',
        async ({ open, faults }) => {
          const page = await open('/login?why=ended');
          assert.deepEqual(await seriousViolations(page), []);
          assert.equal(await scrollsSideways(page), false);
          assert.deepEqual(faults, []);
        },
        { scheme, width },
      );
});

test('every refusal has one text; throttling says how long; a reference stands beside it', () =>
  onStage('full', async ({ open }) => {
    const page = await open('/login');
    const said = async (password: string) => {
      await page.fill('#account', 'maria.huber');
      await page.fill('#password', password);
      await page.keyboard.press('Enter');
      await page.locator(alert).filter({ hasText: /./ }).waitFor();
      const text = await page.textContent(alert);
      await page.waitForSelector('#login button[type=submit]:not([aria-disabled])');
      return text;
    };
    assert.match((await said('wrong')) ?? '', /^Access denied\..*r-4c1f09aa$/s);
    assert.match((await said('throttled')) ?? '', /Try again in 32 seconds\./);
  }));

test('a password can be shown, and is hidden again before it is sent', () =>
  onStage('full', async ({ open, fake }) => {
    const page = await open('/login');
    await page.fill('#account', 'maria.huber');
    await page.fill('#password', 'wrong');
    await page.click('button[data-shows=password]');
    assert.equal(await page.getAttribute('#password', 'type'), 'text');
    await page.click('#login button[type=submit]');
    await page.locator(alert).filter({ hasText: /./ }).waitFor();
    assert.equal(await page.getAttribute('#password', 'type'), 'password');
    assert.equal(fake.calls.filter((call) => call.id === 'authentication.login').length, 1);
  }));

test('without Remember me the browser keeps one value in the tab and nothing else; no script reads the cookie', () =>
  onStage('full', async ({ logIn }) => {
    const page = await logIn();
    assert.deepEqual(await page.evaluate('Object.keys(sessionStorage)'), ['interlock.page']);
    assert.deepEqual(await page.evaluate('Object.keys(localStorage)'), []);
    assert.equal(await page.evaluate('document.cookie'), '');
  }));

test('with Remember me the value and the name stand in the lasting store, and the name is offered again', () =>
  onStage('full', async ({ open }) => {
    const page = await open('/login');
    await page.fill('#account', 'maria.huber');
    await page.fill('#password', 'a good long password');
    await page.check('#remember');
    await page.click('#login button[type=submit]');
    await page.waitForSelector('#main');
    assert.deepEqual(await page.evaluate('Object.keys(localStorage).sort()'), [
      'interlock.account',
      'interlock.page',
    ]);
    await page.click('[aria-label^="Account "]');
    await page.click('text=Log out');
    await page.waitForURL('**/login?why=loggedOut');
    assert.deepEqual(await page.evaluate('Object.keys(localStorage)'), ['interlock.account']);
    assert.equal(await page.inputValue('#account'), 'maria.huber');
  }));

test('a first password must be changed: the rules stand there in words and are ticked off', () =>
  onStage('firstLogin', async ({ open, fake }) => {
    const page = await open('/login');
    await page.fill('#account', 'root');
    await page.fill('#password', 'printed at the start');
    await page.click('#login button[type=submit]');
    await page.waitForSelector('#change:not([hidden])');
    assert.deepEqual(await seriousViolations(page), []);
    await page.fill('#fresh', 'short');
    await page.fill('#again', 'short');
    await page.keyboard.press('Enter');
    assert.match((await page.textContent('#change-fault')) ?? '', /does not meet the rules/);
    await page.fill('#fresh', 'a sentence that is long');
    assert.equal(await page.getAttribute('[data-rule=length]', 'data-met'), 'yes');
    await page.fill('#again', 'a sentence that is lang');
    await page.keyboard.press('Enter');
    assert.match((await page.textContent('#change-fault')) ?? '', /differ/);
    assert.equal(await page.evaluate('sessionStorage.length'), 0, 'a login half-way leaves nothing behind');
    await page.fill('#again', 'a sentence that is long');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#main');
    assert.equal(fake.world.mustChangePassword, false);
  }));

test('an open session goes past the login to the page that was asked for', () =>
  onStage('full', async ({ logIn, open }) => {
    const page = await logIn();
    await open('/login?next=%2Forders', page);
    await page.waitForURL('**/orders');
  }));
