import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Scenario } from '../dev/world.ts';
import {
  type Look,
  onStage,
  type Stage,
  scrollsSideways,
  seriousViolations,
  startBrowser,
  stopBrowser,
} from './browser.ts';

before(startBrowser);
after(stopBrowser);

const role = '/identity/roles/role?service=interlock&role=';
const pages: Readonly<Record<string, string>> = {
  services: '/identity/services',
  roles: '/identity/roles',
  'roles of nothing': '/identity/roles?q=nothing-is-called-so',
  role: `${role}billing_operator`,
  'role at one Controller': `${role}billing_operator&scope=production`,
  'role with unknown names': `${role}auditor_external`,
  'role that is not there': `${role}nobody`,
  'search in a role': `${role}it_operator&q=orders&set=yes`,
  settings: '/identity/settings',
  transfer: '/identity/transfer',
};
const orders = 'sos:products:controller:orders';

for (const [scenario, scheme] of [
  ['full', 'light'],
  ['full', 'dark'],
  ['empty', 'light'],
  ['failing', 'dark'],
  ['restricted', 'light'],
] as const)
  test(`the pages of rights in a Cockpit that is ${scenario} are clean for axe in ${scheme}, and keep to the policy`, () =>
    everyPage(scenario, { scheme }, async (page, name) => {
      assert.deepEqual(await seriousViolations(page), [], name);
    }));

test('no page of rights scrolls sideways at 360 pixels, nor with text twice as large', () =>
  everyPage('full', { width: 360, height: 740 }, async (page, name) => {
    assert.equal(await scrollsSideways(page), false, name);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate('document.documentElement.style.fontSize = "200%"');
    assert.equal(await scrollsSideways(page), false, `${name} with large text`);
    await page.setViewportSize({ width: 360, height: 740 });
  }));

test('a role is changed, rehearsed and saved by keyboard alone, with the reason in every call', () =>
  onStage('full', async ({ fake, logIn, settle, faults }) => {
    const page = await logIn(`${role}it_operator&q=orders`);
    await page.waitForSelector('.tree-row');
    await page.focus('.tree-row[tabindex="0"]');
    await press(page, 'End', 'ArrowLeft', 'd');
    await page.waitForSelector(`[data-permission="${orders}"] [data-mark=denied][aria-pressed=true]`);
    assert.match(await textOf(page, '.meaning'), /may not do anything with orders at any Controller/);
    await page.focus('.change-bar [data-kind=main]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.subject');
    assert.match(await textOf(page, '.panel'), /loses 8/);
    await page.focus('.panel-actions .action');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog textarea');
    await page.keyboard.type('OPS-17');
    await press(page, 'Tab', 'Tab', 'Enter');
    await page.waitForSelector('dialog', { state: 'detached' });
    await settle(page);
    assert.deepEqual(bodiesOf(fake, 'iam.permissions.store'), [
      {
        identityServiceName: 'interlock',
        roleName: 'it_operator',
        controllerId: '',
        permissions: [{ permissionPath: orders, excluded: true }],
        auditLog: { comment: 'OPS-17' },
      },
    ]);
    assert.equal(await page.locator('.change-bar').count(), 0);
    assert.match(await textOf(page, '.meaning'), /What it means/);
    assert.deepEqual(faults, []);
  }));

test('changes of a role that are not saved are there again after another page, and can be discarded', () =>
  onStage('full', async ({ logIn, settle }) => {
    const page = await logIn(`${role}api_user&q=cancel`);
    await page.click(`[data-permission="${orders}:cancel"] [data-mark=granted]`);
    await page.click('.back-link');
    await page.waitForSelector('.list-row');
    await page.click('text=api_user');
    await page.waitForSelector('.change-bar');
    await settle(page);
    assert.match(await textOf(page, '.change-bar'), /still here/);
    await page.click('.change-bar .action:not([data-kind=main])');
    assert.equal(await page.locator('.change-bar').count(), 0);
  }));

test('the browser asks before unsaved changes of a role are lost, but not when the session is over', () =>
  onStage('full', async ({ fake, logIn, settle }) => {
    const page = await logIn(`${role}api_user&q=cancel`);
    await settle(page);
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.click(`[data-permission="${orders}:cancel"] [data-mark=granted]`);
    const question = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    await question;
    assert.deepEqual(asked, ['beforeunload']);
    fake.endSession();
    await page.click('.change-bar [data-kind=main]');
    await page.waitForURL('**/login**');
    assert.deepEqual(asked, ['beforeunload']);
  }));

test('a role that is refused in the middle of saving says what was done, and keeps the rest', () =>
  onStage('full', async ({ fake, logIn, settle }) => {
    const page = await logIn(`${role}it_operator&q=orders`);
    await page.click(`[data-permission="${orders}:cancel"] [data-mark=denied]`);
    await page.fill('.add-folder input', '/billing');
    await page.click('.add-folder .action');
    fake.world.failing = new Map([['iam.folders.store', 403]]);
    await page.click('.change-bar [data-kind=main]');
    await page.click('.panel-actions .action');
    await page.waitForSelector('dialog textarea');
    await page.click('dialog [data-kind=main]');
    await page.waitForSelector('.role-page .note');
    await settle(page);
    assert.match(await textOf(page, '.role-page .note'), /1 of 2 steps were saved/);
    assert.match(await textOf(page, '.change-bar'), /1 change not saved/);
  }));

test('a path that is not canonical is refused under its field before anything is sent', () =>
  onStage('full', async ({ logIn }) => {
    const page = await logIn(`${role}it_operator`);
    await page.fill('.add-folder input', '/billing/../all');
    await page.click('.add-folder .action');
    await page.waitForSelector('.field-fault');
    assert.equal(await page.locator('.change-bar').count(), 0);
  }));

test('taking the last folder away says that the role then holds everywhere', () =>
  onStage('full', async ({ logIn }) => {
    const page = await logIn(`${role}billing_operator`);
    await page.click('[aria-label="Remove /billing"]');
    await page.click('[aria-label="Remove /shared/calendars"]');
    assert.match(await textOf(page, '.role-side'), /holds in all folders/);
    await page.click('.change-bar [data-kind=main]');
    await page.waitForSelector('.rehearsal .note');
    assert.match(await textOf(page, '.rehearsal .note'), /hold in all folders/);
  }));

test('who may not change roles sees all of one and can change nothing', () =>
  onStage('restricted', async ({ logIn }) => {
    const page = await logIn(`${role}billing_operator`);
    await page.waitForSelector('.tree-row');
    assert.equal(await page.locator('.tree-marks button, .add-folder, .folders input:enabled').count(), 0);
    await page.focus('.tree-row[tabindex="0"]');
    await press(page, 'g');
    assert.equal(await page.locator('.change-bar').count(), 0);
    await page.focus('.page-tools [data-kind=danger]');
    await press(page, 'Enter');
    await page.waitForSelector('dialog');
    assert.match(await textOf(page, 'dialog'), /administration:accounts:manage/);
  }));

test('services are put into another order by the keys of the handle, and saved with a reason', () =>
  onStage('full', async ({ fake, logIn }) => {
    const page = await logIn('/identity/services');
    await page.focus('.order-handle');
    await press(page, 'ArrowDown', 'ArrowDown');
    await page.click('.change-bar [data-kind=main]');
    await page.waitForSelector('dialog textarea');
    await page.fill('dialog textarea', 'cards first');
    await page.click('dialog [data-kind=main]');
    await page.waitForSelector('dialog', { state: 'detached' });
    assert.deepEqual(bodiesOf(fake, 'iam.identityservices.reorder'), [
      {
        identityServiceNames: ['directory', 'card of the bank', 'interlock'],
        auditLog: { comment: 'cards first' },
      },
    ]);
  }));

test('services are put into another order by dragging', () =>
  onStage('full', async ({ logIn }) => {
    const page = await logIn('/identity/services');
    const handles = page.locator('.order-handle');
    const from = await handles.first().boundingBox();
    const to = await handles.nth(2).boundingBox();
    assert.ok(from && to);
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(to.x + 8, to.y + to.height, { steps: 8 });
    await page.mouse.up();
    assert.deepEqual(await page.locator('.service-name strong').allInnerTexts(), [
      'directory',
      'card of the bank',
      'interlock',
    ]);
  }));

test('an Identity Service is deleted only by its name', () =>
  onStage('full', async ({ fake, logIn }) => {
    const page = await logIn('/identity/services');
    await page.getByRole('button', { name: 'Delete directory' }).click();
    await page.waitForSelector('dialog form');
    await page.click('dialog [data-kind=danger]');
    await page.fill('dialog input', 'Directory');
    await page.click('dialog [data-kind=danger]');
    assert.deepEqual(bodiesOf(fake, 'iam.identityservice.delete'), []);
    await page.fill('dialog input', 'directory');
    await page.click('dialog [data-kind=danger]');
    await page.waitForSelector('dialog', { state: 'detached' });
    assert.equal(bodiesOf(fake, 'iam.identityservice.delete').length, 1);
  }));

test('a setting out of its bounds is told and not sent; a good one is sent with what was stored', () =>
  onStage('full', async ({ fake, logIn }) => {
    const page = await logIn('/identity/settings');
    const length = page.getByLabel('Fewest characters of a password');
    await length.fill('3');
    await page.waitForSelector('.field-fault');
    assert.equal(await page.locator('.change-bar [data-kind=main]').getAttribute('aria-disabled'), 'true');
    await length.fill('20');
    await page.click('.change-bar [data-kind=main]');
    await page.waitForSelector('dialog form');
    await page.click('dialog [data-kind=main]');
    await page.waitForSelector('dialog', { state: 'detached' });
    const [sent] = bodiesOf(fake, 'configuration.save') as { configurationItem: string }[];
    assert.deepEqual(JSON.parse(sent?.configurationItem ?? ''), {
      sessionTimeout: 1_200,
      minPasswordLength: 20,
    });
  }));

test('settings that are not saved are there again after another page, a password aside', () =>
  onStage('full', async ({ logIn, settle }) => {
    const page = await logIn('/identity/settings');
    await page.getByLabel('Fewest characters of a password').fill('20');
    await page.getByLabel('Set a new one').check();
    await page.fill('input[type=password]', 'never to be kept here');
    await page.click('.identity-nav a[href="/identity/roles"]');
    await page.waitForSelector('.list-row');
    await page.click('.identity-nav a[href="/identity/settings"]');
    await settle(page);
    assert.match(await textOf(page, '.change-bar'), /1 change not saved.*still here/);
    assert.equal(await page.locator('input[type=password]').count(), 0);
  }));

test('a file with a refused item can not be imported; one without is, with the reason', () =>
  onStage('full', async ({ fake, logIn, settle }) => {
    const page = await logIn('/identity/transfer');
    await chooseFile(page, ['all', 'night_shift']);
    await page.waitForSelector('.transfer-items .list-row');
    const start = page.locator('.transfer-actions .action');
    assert.equal(await start.getAttribute('aria-disabled'), 'true');
    await chooseFile(page, ['night_shift']);
    await settle(page);
    await start.click();
    await page.waitForSelector('dialog textarea');
    await page.fill('dialog textarea', 'from test to production');
    await page.click('dialog [data-kind=main]');
    await page.waitForSelector('dialog', { state: 'detached' });
    const sent = bodiesOf(fake, 'iam.import') as { dryRun: boolean; auditLog?: { comment: string } }[];
    const real = sent.filter(({ dryRun }) => !dryRun);
    assert.deepEqual(
      real.map(({ auditLog }) => auditLog?.comment),
      ['from test to production'],
    );
  }));

test('a thousand roles are one list of which only the rows in sight are drawn', () =>
  onStage('many', async ({ logIn }) => {
    const page = await logIn('/identity/roles');
    await page.waitForSelector('.list-row');
    assert.equal(await page.locator('.list').getAttribute('aria-rowcount'), '1010');
    assert.ok((await page.locator('.list-row').count()) < 60);
  }));

function chooseFile(page: Page, roleNames: readonly string[]): Promise<void> {
  const content = {
    format: 'interlock-identity',
    version: 1,
    identityServiceName: 'elsewhere',
    roles: roleNames.map((roleName) => ({ roleName, ordering: 1, permissions: [], folders: [] })),
    accounts: [],
  };
  return page.setInputFiles('input[type=file]', {
    name: 'identity.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(content)),
  });
}

function bodiesOf(fake: Stage['fake'], id: string): readonly unknown[] {
  return fake.calls.filter((call) => call.id === id).map(({ body }) => body);
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function textOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().textContent()) ?? '';
}

async function everyPage(
  scenario: Scenario,
  look: Look,
  check: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  await onStage(
    scenario,
    async ({ logIn, open, faults, settle }) => {
      const page = await logIn();
      for (const [name, path] of Object.entries(pages)) {
        await open(path, page);
        await page.waitForSelector('#main');
        await settle(page);
        await check(page, name);
        assert.deepEqual(faults, [], name);
      }
    },
    look,
  );
}
