import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { orderState } from '../dev/builders.ts';
import { orderEvent } from '../dev/world.ts';
import { onStage, startBrowser, stopBrowser } from './browser.ts';

before(startBrowser);
after(stopBrowser);

const endOfDay = '/workflows?workflow=/finance/closing/end-of-day';

test('a press on a step shows its last runs, the log of one of them, and its job', () =>
  onStage('full', async ({ logIn }) => {
    const page = await logIn(endOfDay);
    await page.click('.step-face:has-text("load-ledger")');
    await page.waitForURL('**step=1/fork%2Bledger:0');
    await page.waitForSelector('.run-bar');
    assert.equal(await page.locator('.run-bar').count(), 10);
    await page.waitForSelector('.log-line:has-text("load-ledger")');
    await page.click('[role=tab]:has-text("Job")');
    await page.waitForSelector('pre:has-text("load ledger")');
  }));

test('orders stand as tokens on their steps and move when the stream tells', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn(endOfDay);
    const archive = page.locator('.step-node:has-text("archive") .token');
    await page.waitForSelector('.token');
    assert.equal(await archive.count(), 0);
    const order = [...fake.world.orders.values()].find((one) => one.workflowId.path.endsWith('end-of-day'));
    assert.ok(order);
    const moved = {
      ...order,
      state: orderState('RUNNING'),
      position: [4],
      positionString: '4',
      label: 'archive',
    };
    fake.world.orders.set(order.orderId, moved);
    fake.tell(orderEvent(fake.world, order.orderId, 'OrderMoved'));
    await archive.waitFor();
    assert.equal(await archive.getAttribute('aria-label'), '1 order: running');
  }));

test('a fork is folded into one step with the orders of all its branches', () =>
  onStage('full', async ({ logIn }) => {
    const page = await logIn(endOfDay);
    await page.click('button[title="Fold Fork"]');
    await page.waitForSelector('.step-node[data-kind=folded]:has-text("4 steps folded")');
    assert.equal(await page.locator('.step-node:has-text("load-ledger")').count(), 0);
    assert.ok((await page.locator('.step-node[data-kind=folded] .token').count()) > 0);
    await page.click('button[title="Unfold Fork"]');
    await page.waitForSelector('.step-node:has-text("load-ledger")');
  }));

test('in two hundred steps one is found by its name', () =>
  onStage('full', async ({ logIn }) => {
    const page = await logIn('/workflows?workflow=/samples/two-hundred-steps');
    await page.fill('[aria-label="Find a step"]', 'step-150');
    const step = page.locator('.step-node[data-found]:has-text("step-150")');
    await step.waitFor();
    const box = await step.boundingBox();
    assert.ok(box !== null && box.x > 0 && box.x < 1280, JSON.stringify(box));
  }));

test('the list is searched by name, folder and title, and says which page it is', () =>
  onStage('full', async ({ logIn }) => {
    const page = await logIn('/workflows?q=laboratory');
    await page.waitForSelector('.workflow-open');
    assert.deepEqual(await page.locator('.workflow-name').allTextContents(), ['import-results']);
    assert.equal(await page.title(), 'Workflows · Interlock');
  }));

test('what was typed for an order is still there when the dialog is opened again', () =>
  onStage('full', async ({ logIn, fake }) => {
    const page = await logIn('/workflows?workflow=/samples/hello');
    await page.click('button:has-text("Add order")');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('rehearsal');
    await page.getByLabel('Further arguments').fill('{"volume": 3}');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.click('button:has-text("Add order")');
    await page.waitForSelector('text=What you typed before is still here.');
    assert.equal(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue(), 'rehearsal');
    await page.click('dialog button[type=submit]');
    await page.waitForSelector('aside.panel');
    const call = fake.calls.find((one) => one.id === 'orders.add')?.body as {
      readonly orders: readonly { readonly arguments: object; readonly orderName: string }[];
    };
    assert.deepEqual(call.orders[0]?.arguments, { who: 'world', volume: 3 });
    assert.equal(call.orders[0]?.orderName, 'rehearsal');
  }));

test('an order that the Controller has forgotten is shown as the history kept it', () =>
  onStage('full', async ({ logIn, fake }) => {
    const id = '#2026-11-22#T42000000042-closing-7';
    fake.world.orders.delete(id);
    const page = await logIn(`/history?order=${encodeURIComponent(id)}`);
    await page.waitForSelector('text=The order is no longer at the Controller');
    await page.waitForSelector('aside .step:has-text("reconcile")');
    assert.equal(await page.locator('aside button:has-text("Cancel")').count(), 0);
  }));
