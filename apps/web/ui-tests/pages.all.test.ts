import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Scenario } from '../dev/world.ts';
import { onStage, scrollsSideways, seriousViolations, startBrowser, stopBrowser } from './browser.ts';

before(startBrowser);
after(stopBrowser);

const order = encodeURIComponent('#2026-11-22#T42000000042-closing-7');
const pages: Readonly<Record<string, string>> = {
  dashboard: '/',
  workflows: '/workflows',
  workflow: '/workflows?workflow=/finance/closing/end-of-day',
  step: '/workflows?workflow=/finance/closing/end-of-day&step=0',
  orders: '/orders',
  'filtered orders': '/orders?state=failed,running&q=end&sort=-scheduled&density=compact',
  'no orders by filter': '/orders?q=nothing-is-called-so',
  order: `/orders?order=${order}`,
  'log of an order': `/orders?order=${order}&tab=log`,
  'arguments of an order': `/orders?order=${order}&tab=arguments`,
  'add order': '/orders?add=/finance/closing/end-of-day',
  history: '/history',
  'audit log': '/audit',
  'audit entry': '/audit?entry=60',
  account: '/account',
  accounts: '/identity/accounts',
  'an account': '/identity/accounts?account=root',
  'no accounts by filter': '/identity/accounts?q=nobody-is-called-so',
  sessions: '/identity/sessions',
  'own session': '/identity/sessions?session=session-own',
  'API tokens': '/identity/tokens',
  'an API token': '/identity/tokens?token=token-1',
  blocklist: '/identity/blocklist',
  'failed logins': '/identity/failed-logins',
  'a failed login': '/identity/failed-logins?login=login-1',
  'access review': '/identity/access-review',
  'an account in review': '/identity/access-review?account=root',
  'no question yet': '/identity/why',
  why: '/identity/why?permission=sos:products:controller:orders:cancel&account=ada.adler',
  'who can': '/identity/why?tab=who&permission=sos:products:controller:orders:cancel',
  nowhere: '/no-such-page',
};

for (const [scenario, scheme] of [
  ['full', 'light'],
  ['full', 'dark'],
  ['empty', 'light'],
  ['failing', 'dark'],
  ['restricted', 'light'],
] as const)
  test(`every page of a Cockpit that is ${scenario} is clean for axe in ${scheme}, and keeps to the policy`, () =>
    everyPage(scenario, { scheme }, async (page, name) => {
      assert.deepEqual(await seriousViolations(page), [], name);
    }));

test('no page scrolls sideways at 360 pixels', () =>
  everyPage('full', { width: 360, height: 740 }, async (page, name) => {
    assert.equal(await scrollsSideways(page), false, name);
  }));

test('no page scrolls sideways at 200 % zoom or with text twice as large', () =>
  everyPage('full', { width: 640, height: 400 }, async (page, name) => {
    assert.equal(await scrollsSideways(page), false, name);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate('document.documentElement.style.fontSize = "200%"');
    assert.equal(await scrollsSideways(page), false, `${name} with large text`);
    await page.setViewportSize({ width: 640, height: 400 });
  }));

async function everyPage(
  scenario: Scenario,
  look: Parameters<typeof onStage>[2],
  check: (
    page: Awaited<ReturnType<Parameters<Parameters<typeof onStage>[1]>[0]['logIn']>>,
    name: string,
  ) => Promise<void>,
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
