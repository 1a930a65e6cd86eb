/** A real browser before a fake Cockpit: what the tests of the pages have in common. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import { type FakeCockpit, startFakeCockpit } from '../dev/fake-cockpit.ts';
import type { Scenario } from '../dev/world.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const chromiumPaths = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** How a page is looked at. */
export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

/** A browser and a Cockpit for one test, and what went wrong in the pages. */
export interface Stage {
  readonly fake: FakeCockpit;
  readonly context: BrowserContext;
  /** Opens an address of the Cockpit. */
  readonly open: (path: string, page?: Page) => Promise<Page>;
  /** Logs in by the page, and is where `path` leads. */
  readonly logIn: (path?: string) => Promise<Page>;
  /** Violations of the content security policy, errors of scripts, requests to elsewhere. */
  readonly faults: readonly string[];
  /** Waits until nothing is being asked or loaded; the stream, which never ends, aside. */
  readonly settle: (page: Page) => Promise<void>;
}

let browser: Promise<Browser> | undefined;

/** Builds the pages where they are older than their sources, and starts the one browser of a test file. */
export async function startBrowser(): Promise<void> {
  await promisify(execFile)(process.execPath, [fileURLToPath(new URL('../build.mjs', import.meta.url))]);
  const executablePath = chromiumPaths.find((path) => path !== undefined && existsSync(path));
  assert.ok(executablePath, 'Chromium is needed for the tests of the pages.');
  browser = chromium.launch({
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
  await browser;
}

/** Ends the browser. */
export async function stopBrowser(): Promise<void> {
  await (await browser)?.close();
}

/** Runs a test before a Cockpit of its own. */
export async function onStage(
  scenario: Scenario,
  act: (stage: Stage) => Promise<void>,
  look: Look = {},
): Promise<void> {
  const fake = await startFakeCockpit({ scenario });
  const context = await (await started()).newContext({
    viewport: { width: look.width ?? 1280, height: look.height ?? 800 },
    colorScheme: look.scheme ?? 'light',
    reducedMotion: look.reducedMotion ?? 'no-preference',
  });
  context.setDefaultTimeout(10_000);
  const faults: string[] = [];
  const pending = new Set<Request>();
  context.on('page', (page) => watch(page, fake.url, faults));
  context.on('request', (request) => {
    if (!request.url().endsWith('/interlock/events')) pending.add(request);
  });
  for (const end of ['requestfinished', 'requestfailed'] as const)
    context.on(end as 'requestfinished', (request) => pending.delete(request));
  const settle = async (page: Page) => {
    await page.waitForLoadState('load');
    for (let quiet = 0; quiet < 4; quiet = pending.size === 0 ? quiet + 1 : 0) await page.waitForTimeout(25);
  };
  const open = async (path: string, page?: Page) => {
    const shown = page ?? (await context.newPage());
    await shown.goto(fake.url + path);
    return shown;
  };
  const logIn = async (path = '/') => {
    const page = await open(`/login?next=${encodeURIComponent(path)}`);
    await page.fill('#account', 'maria.huber');
    await page.fill('#password', 'a good long password');
    await page.click('#login button[type=submit]');
    await page.waitForSelector('#main');
    return page;
  };
  try {
    await act({ fake, context, open, logIn, faults, settle });
  } finally {
    await context.close();
    await fake.close();
  }
}

function started(): Promise<Browser> {
  assert.ok(browser, 'startBrowser comes first');
  return browser;
}

function watch(page: Page, origin: string, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    // A refused call is told by the browser as well; the page shows it, and the test looks there.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith('blob:')) faults.push(`elsewhere: ${url}`);
  });
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
  }[];
}

/** What axe finds that is serious or critical. */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const result = (await page.evaluate(
    'axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })',
  )) as AxeResult;
  return result.violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .flatMap((one) =>
      one.nodes.slice(0, 3).map((node) => `${one.id} ${node.target.join(' ')}: ${node.failureSummary}`),
    );
}

/** Whether the page as a whole can be scrolled sideways. */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > innerWidth');
}
