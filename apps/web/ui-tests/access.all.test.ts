import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { onStage, startBrowser, stopBrowser } from './browser.ts';

before(startBrowser);
after(stopBrowser);

const first = '[data-index="0"]';
const lastCall = (calls: readonly { readonly id: string; readonly body: unknown }[], id: string) =>
  calls.findLast((call) => call.id === id)?.body;

test('an administrator ends one session, or all of an account', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/identity/sessions?session=session-3');
    await page.locator('aside.panel').getByRole('button', { name: 'End', exact: true }).click();
    await page.locator('dialog').getByRole('button', { name: 'End 1 session' }).click();
    await page.waitForSelector('text=1 session has ended.');
    assert.deepEqual(lastCall(fake.calls, 'iam.sessions.cancel'), { ids: ['session-3'] });
    await page.waitForSelector('aside.panel', { state: 'detached' });
    const name = fake.world.people.sessions.find((row) => row.id === 'session-4')?.accountName ?? '';
    await page.click(`.list-row:has(strong:text-is("${name}"))`);
    await page.locator('aside.panel').getByRole('button', { name: 'End all of the account' }).click();
    await page.locator('dialog').getByRole('button', { name: 'End all of the account' }).click();
    await page.waitForSelector('dialog', { state: 'detached' });
    assert.deepEqual(lastCall(fake.calls, 'iam.sessions.cancel'), {
      accountNames: [name],
      identityServiceName: 'interlock',
    });
  }));

test('in one’s own profile the session in use is marked and can not be ended by mistake', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/account');
    const own = page.locator('.own-list li', { hasText: 'this one' });
    await own.waitFor();
    assert.equal(await own.count(), 1);
    assert.equal(await own.getByRole('button').count(), 0);
    await page.getByRole('button', { name: 'End all others' }).click();
    await page
      .locator('dialog')
      .getByRole('button', { name: /^End \d+ session/ })
      .click();
    await page.waitForSelector('dialog', { state: 'detached' });
    assert.deepEqual(lastCall(fake.calls, 'iam.sessions.own.cancel'), { allOthers: true });
  }));

test('a token is made with its limits, its value is shown once and kept nowhere', () =>
  onStage('full', async ({ logIn, fake, faults }) => {
    const page = await logIn('/account');
    await page.click('text=Create API token');
    await page.waitForSelector('dialog form');
    await page.getByRole('button', { name: 'Create token' }).click();
    await page.waitForSelector('text=Choose at least one permission.');
    assert.equal(lastCall(fake.calls, 'iam.token.create'), undefined);
    await page.getByRole('textbox', { name: 'Name' }).fill('nightly import');
    await page.locator('dialog').getByLabel('Find a permission').fill('add orders');
    await page.getByRole('checkbox', { name: 'Add orders' }).check();
    await page.getByRole('checkbox', { name: 'Limit the folders' }).check();
    await page.getByRole('textbox', { name: 'Folder' }).fill('finance');
    await page.getByRole('button', { name: 'Create token' }).click();
    await page.waitForSelector('text=A folder begins with a slash');
    await page.getByRole('textbox', { name: 'Folder' }).fill('/finance');
    await page.getByRole('button', { name: 'Create token' }).click();
    const value = (await page.textContent('dialog output')) ?? '';
    assert.deepEqual(lastCall(fake.calls, 'iam.token.create'), {
      name: 'nightly import',
      expiresInDays: 90,
      permissions: ['sos:products:controller:orders:create'],
      folders: [{ folder: '/finance', recursive: true }],
    });
    await page.click('text=I have kept it');
    await page.waitForSelector('.own-list >> text=nightly import');
    const left = await page.evaluate(
      'document.documentElement.outerHTML + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage })',
    );
    assert.ok(value.length > 30 && !String(left).includes(value));
    assert.deepEqual(faults, []);
  }));

test('a token is revoked after its name was shown', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/identity/tokens?token=token-2');
    await page
      .locator('aside.panel')
      .getByRole('button', { name: /^Revoke/ })
      .click();
    await page.waitForSelector('dialog .named >> text=monitoring');
    await page.locator('dialog').getByRole('button', { name: 'Revoke 1 token' }).click();
    await page.waitForSelector('aside.panel', { state: 'detached' });
    assert.deepEqual(lastCall(fake.calls, 'iam.tokens.revoke'), { ids: ['token-2'] });
  }));

test('a name is blocked with a reason, which stands on the blocklist and in the audit log', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/identity/blocklist');
    await page.click('text=Block a name');
    await page.getByRole('textbox', { name: 'Account' }).fill('intern-7');
    await page.getByRole('textbox', { name: 'Reason' }).fill('Shared the password');
    await page.getByRole('button', { name: 'Block', exact: true }).click();
    await page.waitForSelector('.list-row >> text=Shared the password');
    assert.deepEqual(lastCall(fake.calls, 'iam.blockedAccount.store'), {
      accountName: 'intern-7',
      comment: 'Shared the password',
      auditLog: { comment: 'Shared the password' },
    });
  }));

test('a failed login shows what each Identity Service answered, and a locked name can be let in again', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/identity/failed-logins');
    await page.click('.list-row:has-text("No Identity Service verified it")');
    await page.waitForSelector('.service-answers li >> text=Wrong password');
    await page.click('text=Let them try again');
    await page.locator('dialog').getByRole('button', { name: 'Let 1 name try again' }).click();
    await page.waitForSelector('text=is locked after too many failed logins', { state: 'detached' });
    assert.deepEqual(lastCall(fake.calls, 'iam.accounts.unthrottle'), { accountNames: ['gruber'] });
  }));

test('the access review is saved as the file that the Cockpit writes', () =>
  onStage('full', async ({ logIn }) => {
    const page = await logIn('/identity/access-review');
    await page.waitForSelector(first);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export as CSV' }).click(),
    ]);
    const content = await readFile(await download.path(), 'utf8');
    assert.match(content, /^service,account,role\r\ninterlock,root,all\r\n/);
  }));

test('the address holds the question: a link asks the same, and what is asked is what stands there', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/identity/why');
    await page
      .getByRole('combobox', { name: 'Permission' })
      .selectOption('sos:products:controller:orders:cancel');
    await page.waitForSelector('.chain');
    await page.getByRole('textbox', { name: 'Folder' }).fill('/finance');
    await page.keyboard.press('Enter');
    await page.waitForURL('**folder=/finance**');
    await page.waitForSelector('text=in /finance at the Controller');
    assert.deepEqual(lastCall(fake.calls, 'iam.explain'), {
      permission: 'sos:products:controller:orders:cancel',
      controllerId: 'controller',
      folder: '/finance',
    });
    await page.reload();
    await page.waitForSelector('.chain-link[data-kind=folder]');
    await page.getByRole('tab', { name: 'Who can?' }).click();
    await page.waitForSelector('text=/\\d+ may\\./');
    await page.click('.list-row:has-text("root")');
    await page.waitForURL('**account=root**');
    await page.waitForSelector('.chain');
  }));

test('every locked button of the profile and of the lists leads to the reason', () =>
  onStage('restricted', async ({ logIn, fake }) => {
    const page = await logIn('/orders');
    await page.click(`${first}`);
    await page
      .locator('aside.panel')
      .getByRole('button', { name: /^Cancel/ })
      .focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.chain');
    const asked = lastCall(fake.calls, 'iam.explain') as Record<string, string>;
    assert.equal(asked.permission, 'sos:products:controller:orders:cancel');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.chain', { state: 'detached' });
  }));
