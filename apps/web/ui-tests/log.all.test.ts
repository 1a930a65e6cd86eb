import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { onStage, startBrowser, stopBrowser } from './browser.ts';

before(startBrowser);
after(stopBrowser);

const order = encodeURIComponent('#2026-11-22#T42000000042-closing-7');

test('what a step wrote is text: no markup, no escape sequence, but its colours', () =>
  onStage('full', async ({ logIn, faults }) => {
    const page = await logIn(`/orders?order=${order}&tab=log&line=3`);
    await page.waitForSelector('.log-line[data-linked]');
    assert.match(
      (await page.textContent('.log-line[data-linked]')) ?? '',
      /<script>alert\("text stays text"\)<\/script>/,
    );
    assert.equal(await page.locator('.log-lines script').count(), 0);
    assert.doesNotMatch((await page.textContent('.log-lines')) ?? '', /\[[0-9;]*m/);
    assert.ok((await page.locator('.log-lines .ansi-3').count()) > 0);
    assert.equal(
      (await page.locator('.log-line[data-stream=stderr] .log-stream:has-text("err")').count()) > 0,
      true,
    );
    assert.deepEqual(faults, []);
  }));

test('the log of the step that failed is shown first, and its end is in sight', () =>
  onStage('full', async ({ logIn }) => {
    const page = await logIn(`/orders?order=${order}&tab=log`);
    await page.waitForSelector('.log-line:has-text("difference of 12.40 EUR")');
    assert.equal(await page.locator('.log-steps [aria-pressed=true]').textContent(), 'reconcile');
  }));

test('the search goes from hit to hit', () =>
  onStage('full', async ({ logIn }) => {
    const page = await logIn(`/orders?order=${order}&tab=log`);
    await page.waitForSelector('.log-line');
    await page.fill('[aria-label="Search the log"]', 'no such words');
    await page.waitForSelector('text=not found');
    await page.fill('[aria-label="Search the log"]', 'chunk 11');
    await page.waitForSelector('text=1 of 10');
    await page.click('[aria-label="Next hit"]');
    await page.waitForSelector('text=2 of 10');
    await page.waitForSelector('.log-line[data-marked]:has-text("chunk 111")');
    await page.click('[aria-label="Previous hit"]');
    await page.waitForSelector('text=1 of 10');
  }));

test('a running step’s log grows as it is written', () =>
  onStage('full', async ({ logIn, fake }) => {
    const task = fake.world.tasks.find((one) => one.endTime === undefined);
    assert.ok(task);
    const page = await logIn(`/orders?order=${encodeURIComponent(task.orderId)}&tab=log`);
    await page.waitForSelector('text=The step is running');
    const atMs = Date.now();
    fake.world.taskLogs.get(task.taskId)?.push({ atMs, stream: 'stdout', text: 'and one more line\n' });
    fake.tell({
      kind: 'taskLog',
      controllerId: 'controller',
      taskId: task.taskId,
      workflowPath: task.workflow,
      atMs,
    });
    await page.waitForSelector('.log-line:has-text("and one more line")');
  }));
