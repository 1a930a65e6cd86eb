import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { orderState } from '../dev/builders.ts';
import { orderEvent } from '../dev/world.ts';
import { onStage, startBrowser, stopBrowser } from './browser.ts';

before(startBrowser);
after(stopBrowser);

const first = '[data-index="0"]';

test('the list is worked by keyboard alone: j, k, x, Enter, Escape, /, ?', () =>
  onStage('full', async ({ logIn }) => {
    const page = await logIn('/orders');
    await page.waitForSelector(first);
    await page.keyboard.press('j');
    await page.waitForSelector('[data-index="0"]:focus');
    await page.keyboard.press('j');
    await page.waitForSelector('[data-index="1"]:focus');
    await page.keyboard.press('j');
    await page.waitForSelector('[data-index="2"]:focus');
    await page.keyboard.press('k');
    await page.waitForSelector('[data-index="1"]:focus');
    await page.keyboard.press('x');
    await page.waitForSelector('text=1 order selected');
    await page.keyboard.press('Escape');
    await page.waitForSelector('text=1 order selected', { state: 'detached' });
    await page.keyboard.press('Enter');
    await page.waitForSelector('aside.panel');
    assert.match(page.url(), /order=/);
    await page.keyboard.press('/');
    assert.equal(await page.evaluate('document.activeElement.type'), 'search');
    await page.keyboard.press('Tab');
    await page.keyboard.press('?');
    await page.waitForSelector('dialog:has-text("Keyboard shortcuts")');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
  }));

test('the address holds the filters: a link shows the same, and a chip takes them off', () =>
  onStage('full', async ({ logIn, open }) => {
    const page = await logIn('/orders?state=failed&workflow=/finance/closing/end-of-day');
    await page.waitForSelector(first);
    const states = () => page.locator('.list-row .state-pill').allTextContents();
    assert.deepEqual(new Set(await states()), new Set(['Failed']));
    await page.click('[aria-label^="Remove the filter Workflow"]');
    await page.waitForURL('**/orders?state=failed');
    await page.click('button[aria-pressed]:has-text("Suspended")');
    await page.waitForURL('**/orders?state=failed,suspended');
    const other = await open(page.url().replace(/^https?:\/\/[^/]+/, ''));
    await other.waitForSelector(first);
    assert.deepEqual(
      new Set(await other.locator('.list-row .state-pill').allTextContents()),
      new Set(['Failed', 'Suspended']),
    );
  }));

test('a row changes in place when the stream tells, without a jump', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/orders?state=running,failed&q=end-of-day');
    await page.waitForSelector(first);
    const ids = () =>
      page.evaluate<string[]>(
        "[...document.querySelectorAll('.list-row .order-id')].map((one) => one.title)",
      );
    const before = await ids();
    const id = before.at(-1) ?? '';
    const order = fake.world.orders.get(id);
    assert.ok(order);
    fake.world.orders.set(id, { ...order, state: orderState('FAILED') });
    fake.tell(orderEvent(fake.world, id, 'OrderFailed'));
    await page.waitForSelector(`.list-row:has([title="${id}"]) .state-pill:has-text("Failed")`);
    assert.deepEqual(await ids(), before);
  }));

test('a control that one may not use stays there, is reached by keyboard, and names the permission and why', () =>
  onStage('restricted', async ({ logIn }) => {
    const page = await logIn('/orders');
    const add = page.locator('button:has-text("Add order")');
    await add.focus();
    assert.equal(await add.getAttribute('aria-disabled'), 'true');
    assert.equal(await add.isDisabled(), true);
    const hint = page.locator('[role=tooltip]:popover-open');
    assert.match((await hint.textContent()) ?? '', /controller:orders:create/);
    await page.keyboard.press('Enter');
    await page.waitForSelector(
      'dialog .chain-link[data-kind=denial]:has-text("The role night_shift denies")',
    );
    assert.match((await page.textContent('dialog')) ?? '', /sos:products:controller:orders:create/);
  }));

test('orders are cancelled in bulk, with their number, the reason, and without those that do not suit', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/orders?state=running,ended&sort=state');
    await page.waitForSelector(first);
    await page.check('[aria-label="Select all"]');
    await page.click('button:has-text("Cancel 13 orders")');
    const dialog = page.locator('dialog');
    await dialog.locator('text=9 selected orders are not in a state for it').waitFor();
    await dialog.locator('textarea').fill('wrong day');
    await dialog.getByLabel('Kill the').check();
    await dialog.locator('button:has-text("Cancel 13 orders")').click();
    await dialog.waitFor({ state: 'detached' });
    const call = fake.calls.find((one) => one.id === 'orders.cancel')?.body as {
      readonly orderIds: readonly string[];
      readonly kill: boolean;
      readonly auditLog: object;
    };
    assert.equal(call.orderIds.length, 13);
    assert.deepEqual([call.kill, call.auditLog], [true, { comment: 'wrong day' }]);
    await page.waitForSelector('text=Cancelling 13 orders.');
  }));

test('a refused command says that nothing was done, why, and its reference', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/orders?state=running');
    await page.click(first);
    const asked = page.locator('aside.panel button:has-text("Suspend")');
    await asked.click();
    const id = new URL(page.url()).searchParams.get('order') ?? '';
    fake.world.orders.delete(id);
    await page.click('dialog button:has-text("Suspend 1 order")');
    const note = page.locator('dialog [role=alert]');
    await note.waitFor();
    assert.match((await note.textContent()) ?? '', /nothing was done.*There is no order.*r-7f3a20c1/s);
  }));

test('an order is added with typed arguments, and what is wrong is said under its field', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/orders');
    await page.click('button:has-text("Add order")');
    const dialog = page.locator('dialog');
    await dialog.getByLabel('Workflow').selectOption('/finance/closing/end-of-day');
    await dialog.getByLabel('day').fill('tomorrow');
    await dialog.getByLabel('chunk').fill('many');
    await dialog.locator('button[type=submit]').click();
    await dialog.locator('text=a day such as 2026-11-22').waitFor();
    await dialog.locator('text=This is no number.').waitFor();
    await dialog.getByLabel('day').fill('2026-11-23');
    await dialog.getByLabel('chunk').fill('250');
    await dialog.getByLabel('dryRun').check();
    await dialog.locator('button[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    await page.waitForSelector('aside.panel');
    const call = fake.calls.find((one) => one.id === 'orders.add')?.body as {
      readonly orders: readonly { readonly arguments: object; readonly workflowPath: string }[];
    };
    assert.deepEqual(call.orders[0], {
      workflowPath: '/finance/closing/end-of-day',
      arguments: { day: '2026-11-23', region: 'emea', chunk: 250, dryRun: true },
    });
  }));

test('a thousand orders are one list of which few rows are drawn', () =>
  onStage('many', async ({ logIn }) => {
    const page = await logIn('/orders');
    await page.waitForSelector(first);
    assert.equal(await page.getAttribute('[role=grid]', 'aria-rowcount'), '1001');
    assert.ok((await page.locator('.list-row').count()) < 60);
    await page.focus(first);
    await page.keyboard.press('End');
    await page.waitForSelector('[data-index="999"]');
    assert.equal(await page.evaluate('document.activeElement.dataset.index'), '999');
  }));

test('the command field finds pages, workflows and orders from anywhere', () =>
  onStage('full', async ({ logIn }) => {
    const page = await logIn('/');
    await page.keyboard.press('Control+k');
    await page.waitForSelector('[role=combobox]:focus');
    await page.keyboard.type('end-of');
    await page.waitForSelector('[role=option]:has-text("/finance/closing/end-of-day")');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/workflows?workflow=/finance/closing/end-of-day');
  }));
