import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { onStage, scrollsSideways, seriousViolations, startBrowser, stopBrowser } from './browser.ts';

before(startBrowser);
after(stopBrowser);

const first = '[data-index="0"]';
const lastCall = (calls: readonly { readonly id: string; readonly body: unknown }[], id: string) =>
  calls.findLast((call) => call.id === id)?.body;

test('a new account is created with its roles, and its one-time password is shown once and kept nowhere', () =>
  onStage('full', async ({ logIn, fake, faults }) => {
    const page = await logIn('/identity/accounts');
    await page.click('text=Create account');
    await page.getByRole('textbox', { name: 'Account' }).fill('nora.lind');
    await page.getByRole('checkbox', { name: 'it_operator' }).check();
    await page.getByRole('textbox', { name: 'Reason' }).fill('OPS-2290');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    const password = (await page.textContent('dialog output')) ?? '';
    assert.match(password, /^[A-Z0-9-]{29}$/);
    assert.deepEqual(lastCall(fake.calls, 'iam.account.store'), {
      identityServiceName: 'interlock',
      accountName: 'nora.lind',
      roles: ['it_operator'],
      auditLog: { comment: 'OPS-2290' },
    });
    assert.deepEqual(await seriousViolations(page), []);
    await page.click('text=I have kept it');
    await page.waitForSelector('dialog', { state: 'detached' });
    const left = await page.evaluate(
      'document.documentElement.outerHTML + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + location.href',
    );
    assert.ok(!String(left).includes(password));
    assert.deepEqual(faults, []);
  }));

test('creating an account that is there already changes nothing', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/identity/accounts');
    await page.click('text=Create account');
    await page.getByRole('textbox', { name: 'Account' }).fill('root');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.waitForSelector('dialog [role=alert] >> text=There is an account root already');
    assert.equal(lastCall(fake.calls, 'iam.account.store'), undefined);
  }));

test('accounts are worked by keyboard alone: find, open, select, disable with a reason', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/identity/accounts');
    await page.waitForSelector(first);
    await page.keyboard.press('/');
    await page.keyboard.type('haas');
    await page.waitForURL('**q=haas');
    await page.waitForSelector('.list-rows .list-row:not(:has-text("haas"))', { state: 'detached' });
    // Past the choice of the service, which has the letters for itself.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('j');
    await page.waitForSelector('.list-row:focus');
    await page.keyboard.press('x');
    await page.waitForSelector('text=1 account selected');
    await page.keyboard.press('Enter');
    await page.waitForSelector('aside.panel');
    const name = (await page.textContent('aside.panel h2')) ?? '';
    await page.locator('aside.panel').getByRole('button', { name: 'Disable' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog form');
    await page.keyboard.type('On leave');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog', { state: 'detached' });
    await page.waitForSelector('aside.panel >> text=Disabled');
    assert.deepEqual(lastCall(fake.calls, 'iam.accounts.disable'), {
      identityServiceName: 'interlock',
      accountNames: [name],
      auditLog: { comment: 'On leave' },
    });
  }));

test('a bulk change that is refused for one account changes none, says which, and leads to the reason', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/identity/accounts?q=r');
    await page.waitForSelector(first);
    await page.getByRole('checkbox', { name: 'Select all' }).check();
    await page.click('section.bulk >> text=/^Disable/');
    await page.waitForSelector('dialog form');
    await page
      .locator('dialog')
      .getByRole('button', { name: /^Disable/ })
      .click();
    await page.waitForSelector('dialog [role=alert] >> text=nothing was changed');
    await page.waitForSelector('dialog [role=alert] >> text=The account root holds rights that you lack.');
    const before = fake.world.people.accounts.filter((row) => row.disabled).length;
    await page.locator('dialog [role=alert]').getByRole('button', { name: 'Why?' }).click();
    await page.waitForSelector('.chain-link[data-kind=denial]');
    assert.deepEqual(lastCall(fake.calls, 'iam.explain'), { reference: 'r-5eed5eed' });
    assert.deepEqual(await seriousViolations(page), []);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.chain', { state: 'detached' });
    assert.ok(await page.isVisible('dialog [role=alert]'), 'the dialog below stays');
    assert.equal(fake.world.people.accounts.filter((row) => row.disabled).length, before);
  }));

test('an account is deleted only after its name was typed', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/identity/accounts?account=maria.huber');
    await page.locator('aside.panel').getByRole('button', { name: 'Delete' }).click();
    const verb = page.locator('dialog').getByRole('button', { name: 'Delete 1 account' });
    await verb.click();
    await page.waitForSelector('text=This is not what has to be typed.');
    assert.equal(lastCall(fake.calls, 'iam.accounts.delete'), undefined);
    await page.getByRole('textbox', { name: /to confirm/ }).fill('maria.huber');
    await verb.click();
    await page.waitForSelector('aside.panel', { state: 'detached' });
    assert.equal(
      fake.world.people.accounts.some((row) => row.accountName === 'maria.huber'),
      false,
    );
  }));

test('ten thousand accounts are read in pieces while one scrolls, and found by the Cockpit', () =>
  onStage('many', async ({ logIn, fake }) => {
    const page = await logIn('/identity/accounts');
    await page.waitForSelector('text=200 of 10002');
    await page.evaluate('document.querySelector(".list").scrollTo(0, 1e6)');
    await page.waitForSelector('text=400 of 10002');
    const asked = fake.calls.filter((call) => call.id === 'iam.accounts').map((call) => call.body);
    assert.ok(asked.every((body) => (body as { readonly limit: number }).limit === 200));
    await page.fill('input[type=search]', 'maria.huber');
    await page.waitForSelector('.count:text-is("1")');
    assert.equal(await page.locator('.list-rows .list-row').count(), 1);
  }));

test('who may not change accounts sees the buttons locked, and each leads to the reason', () =>
  onStage('restricted', async ({ logIn, fake }) => {
    const page = await logIn('/identity/accounts?account=root');
    await page.waitForSelector('aside.panel .panel-actions');
    const buttons = page.locator('aside.panel .panel-actions button');
    for (const button of await buttons.all())
      assert.equal(await button.getAttribute('aria-disabled'), 'true');
    await page.getByRole('button', { name: 'Create account' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.chain');
    assert.deepEqual(lastCall(fake.calls, 'iam.explain'), {
      permission: 'sos:products:joc:administration:accounts:manage',
    });
  }));

test('a name that looks like markup is shown as it is and is nothing more', () =>
  onStage('full', async ({ logIn, faults }) => {
    const page = await logIn('/identity/accounts?q=bold');
    await page.waitForSelector('strong:text-is("<b>bold</b>")');
    await page.click(first);
    await page.waitForSelector('aside.panel h2:text-is("<b>bold</b>")');
    assert.equal(await page.locator('#main b').count(), 0);
    assert.deepEqual(faults, []);
  }));

for (const [what, path, open] of [
  ['create an account', '/identity/accounts', 'text=Create account'],
  ['create a token', '/identity/tokens', 'text=Create API token'],
  ['block a name', '/identity/blocklist', 'text=Block a name'],
] as const)
  test(`the dialog to ${what} is clean for axe and fits 360 pixels`, () =>
    onStage(
      'full',
      async ({ logIn, faults }) => {
        const page = await logIn(path);
        await page.click(open);
        await page.waitForSelector('dialog form');
        assert.deepEqual(await seriousViolations(page), []);
        assert.equal(await scrollsSideways(page), false);
        assert.equal(await page.evaluate('document.querySelector("dialog").scrollWidth > innerWidth'), false);
        assert.deepEqual(faults, []);
      },
      { width: 360, height: 740 },
    ));
