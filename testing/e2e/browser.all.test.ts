import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { rootPassword, startWorld, type World } from '../kill/world.ts';

// The pages in a real browser before the real three programs: what a person does in the first five minutes.

const chromiumPaths = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const executablePath = chromiumPaths.find((path) => path !== undefined && existsSync(path));

let world: World;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const faults: string[] = [];

before(async () => {
  assert.ok(executablePath, 'Chromium is needed here.');
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../apps/web/build.mjs')]);
  world = await startWorld({ isDirect: true });
  browser = await chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
});

after(async () => {
  await browser?.close();
  await world?.close();
});

/** The Cockpit as a browser knows it: by name, since a cookie of 127.0.0.1 is none of localhost. */
const address = (path: string) => `${world.cockpitUrl.replace('127.0.0.1', 'localhost')}${path}`;

test('who is not logged in is led to the login, and a wrong password is refused with one text', async () => {
  await page.goto(address('/orders'));
  await page.waitForURL('**/login**');
  await page.fill('#account', 'root');
  await page.fill('input[type=password]', 'a wrong password');
  await page.keyboard.press('Enter');
  const refusal = page.locator('[role=alert]');
  await refusal.filter({ hasText: /\S/ }).first().waitFor();
  assert.ok(!/password is wrong|unknown account/i.test((await refusal.first().textContent()) ?? ''));
});

test('the right password leads in, and no token can be read by a script', async () => {
  await page.fill('input[type=password]', rootPassword);
  await page.keyboard.press('Enter');
  await page.waitForSelector('nav a');
  assert.equal(await page.evaluate('document.cookie'), '');
  const cookies = await context.cookies(address('/'));
  const session = cookies.find(({ name }) => name.startsWith('__Host-interlock-'));
  assert.ok(session?.httpOnly && session.secure && session.sameSite === 'Strict');
  const stored = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
  assert.ok(!String(stored).includes(session.value));
});

test('an order is added with its reason, runs, and its log can be read', async () => {
  await page.goto(address('/workflows'));
  await page.click('text=late-delivery');
  await page.click('button:has-text("Add order")');
  const dialog = page.locator('dialog[open], [role=dialog]').first();
  await dialog.locator('textarea').fill('tried in a real browser');
  await dialog.locator('button:has-text("Add order")').click();
  await dialog.waitFor({ state: 'detached' });
  await page.goto(address('/history'));
  const row = page.locator('[data-index="0"]');
  await row.filter({ hasText: /succe/i }).waitFor();
  await row.click();
  await page.locator('aside.panel').locator('text=take-in').last().click();
  await page.waitForSelector('text=article,count');
});

test('who did what, and why, stands in the audit log', async () => {
  await page.goto(address('/audit'));
  await page.locator('[data-index]').filter({ hasText: 'tried in a real browser' }).first().waitFor();
});

test('after the logout nothing that the browser kept opens the door', async () => {
  const cookies = await context.cookies(address('/'));
  const values = await page.evaluate('JSON.stringify({ ...sessionStorage })');
  await page.click('header >> text=root');
  await page.click('text=Log out');
  await page.waitForURL('**/login**');
  await context.addCookies(cookies);
  const status = await page.evaluate(
    `fetch('/joc/api/touch', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', 'x-interlock-page': Object.values(${values})[0] ?? '' } }).then((answer) => answer.status)`,
  );
  assert.equal(status, 440);
});

test('nothing was said against the content security policy, and no script failed', () => {
  // A refused login, an order that has ended and is no more at the Controller, and the call after the logout.
  const expected = /status of (401|420|440)/;
  assert.deepEqual(
    faults.filter((fault) => !expected.test(fault)),
    [],
  );
});
