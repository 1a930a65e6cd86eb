import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { onStage, startBrowser, stopBrowser } from './browser.ts';

before(startBrowser);
after(stopBrowser);

const kibibyte = 1024;

/** The bytes of what a page has loaded, as they come over the wire, whether from the network or from the store. */
async function weigh(page: Page): Promise<{ readonly script: number; readonly everything: number }> {
  const loads = await page.evaluate<{ readonly name: string; readonly bytes: number }[]>(
    `[...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]
      .map((one) => ({ name: one.name, bytes: one.encodedBodySize }))
      .filter((one) => !one.name.includes('/joc/api/'))`,
  );
  const sum = (list: typeof loads) => list.reduce((total, one) => total + one.bytes, 0);
  return { script: sum(loads.filter((one) => one.name.endsWith('.js'))), everything: sum(loads) };
}

test('the login weighs at most 40 KiB', () =>
  onStage('full', async ({ open, settle }) => {
    const page = await open('/login');
    await settle(page);
    const { script, everything } = await weigh(page);
    assert.ok(script > kibibyte && everything <= 40 * kibibyte, `${everything} bytes`);
  }));

test('the first view needs at most 150 KiB of script', () =>
  onStage('full', async ({ logIn, settle }) => {
    const page = await logIn('/');
    await page.waitForSelector('.state-count');
    await settle(page);
    const { script } = await weigh(page);
    assert.ok(script > 50 * kibibyte && script <= 150 * kibibyte, `${script} bytes`);
  }));

const lazyPages = [
  '/identity/roles',
  '/identity/roles/role?service=interlock&role=it_operator',
  '/identity/services',
  '/identity/settings',
  '/identity/transfer',
  '/identity/accounts?account=root',
  '/identity/sessions',
  '/identity/tokens',
  '/identity/blocklist',
  '/identity/failed-logins',
  '/identity/access-review',
  '/identity/why',
  '/account',
];

test('the pages of identity and access need at most 40 KiB of script each beyond the first view', () =>
  onStage('full', async ({ logIn, open, settle }) => {
    const page = await logIn('/account');
    const own = async (path: string) => {
      await open(path, page);
      await page.waitForSelector('#main :is(h1, h2)');
      await settle(page);
      return (await weigh(page)).script;
    };
    // The frame without a page in it.
    const base = await own('/no-such-page');
    for (const path of lazyPages) {
      const script = (await own(path)) - base;
      assert.ok(script > kibibyte && script <= 40 * kibibyte, `${path}: ${script} bytes`);
    }
  }));
