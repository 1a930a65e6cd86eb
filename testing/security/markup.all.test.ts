import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CockpitClient } from '../testkit/cockpit-client.ts';
import { type RealInstallation, realInstallation } from '../testkit/real-installation.ts';
import { until } from '../testkit/until.ts';

// Markup in everything that people and jobs can name or write, in a real browser before the real programs: each page
// shows it as the text that it is. And what a page of another site, in the same browser, can do with ours: nothing.

const password = 'the sea is warm in autumn';
const identityServiceName = 'JOC-INITIAL';
const controllerId = 'controller';

/** What would run, or at least stand in the document, if it were ever taken for markup. */
const markup = '<img class=planted src=x onerror=window.planted=1>';
const breakingOut =
  '"><svg class=planted onload=window.planted=1></svg><script class=planted>window.planted=1</script>';
const inText = '</script></textarea></title><b class=planted>bold</b>';
const inTemplates =
  "{{constructor.constructor('window.planted=1')()}}<a class=planted href=javascript:planted=1>x</a>";

const executablePath = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

let here: RealInstallation;
let browser: Browser;
let page: Page;
let evil: Server;
let evilUrl: string;
/** What the other site shows. */
let evilPage = '<!doctype html><title>evil</title><body>';

before(async () => {
  assert.ok(executablePath, 'Chromium is needed here.');
  here = await realInstallation();
  await here.up({ INTERLOCK_ROOT_PASSWORD: password }).ready();
  await plant();
  browser = await chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
    ],
  });
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await logIn();
  evil = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(evilPage);
  }).listen(0, '127.0.0.1');
  await once(evil, 'listening');
  evilUrl = `http://127.0.0.1:${(evil.address() as AddressInfo).port}/`;
});
after(async () => {
  evil?.close();
  await browser?.close();
  await here?.remove();
});

/** The Cockpit as a browser knows it: by name, since a cookie of 127.0.0.1 is none of localhost. */
const address = (path: string) => `http://localhost:${here.ports.http}${path}`;

async function logIn(): Promise<void> {
  await page.goto(address('/'));
  await page.waitForURL('**/login**');
  await page.fill('#account', 'root');
  await page.fill('input[type=password]', password);
  await page.keyboard.press('Enter');
  await page.waitForSelector('nav a');
}

/** Stores markup wherever a name, a comment, a title or a text is taken. */
async function plant(): Promise<void> {
  const client = new CockpitClient(here.httpUrl);
  await client.login('root', password);
  const done = async (path: string, request: object) => {
    const answer = await client.call(path, request);
    assert.equal(answer.status, 200, `${path} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const auditLog = { comment: `${markup} ${inText}`, ticketLink: 'javascript:window.planted=1' };
  const service = { identityServiceName, auditLog };
  await done('/iam/role/store', { ...service, roleName: markup });
  await done('/iam/permissions/store', {
    ...service,
    roleName: markup,
    permissions: [{ permissionPath: 'sos:products:joc:auditlog:view', excluded: false }],
  });
  await done('/iam/account/store', {
    ...service,
    accountName: breakingOut.replaceAll(',', ''),
    email: `${markup}@example.com`,
    password: 'a password that is long enough',
    roles: [markup],
  });
  await done('/iam/blockedAccount/store', { accountName: inText, comment: breakingOut, auditLog });
  await done('/iam/token/create', { name: markup, auditLog });
  const path = '/planted/planted';
  const script = `echo '${markup}'; echo '${inText}'; printf '\\033]8;;javascript:planted=1\\033\\\\x\\n'`;
  await done('/inventory/store', {
    path,
    objectType: 'WORKFLOW',
    auditLog,
    configuration: {
      title: markup,
      instructions: [{ TYPE: 'Execute.Named', jobName: 'planted', label: 'planted' }],
      jobs: {
        planted: {
          title: inText,
          documentationName: markup,
          agentName: 'agent',
          executable: { TYPE: 'ShellScriptExecutable', script },
        },
      },
    },
  });
  await done('/inventory/deployment/deploy', {
    controllerIds: [controllerId],
    auditLog,
    store: { draftConfigurations: [{ configuration: { path, objectType: 'WORKFLOW' } }] },
  });
  await done('/orders/add', { controllerId, auditLog, orders: [{ workflowPath: path, orderId: 'planted' }] });
  await until(async () => {
    const { body } = await client.call('/orders/history', { controllerId, orders: [{ orderId: 'planted' }] });
    return body.history[0]?.endTime !== undefined;
  });
  for (const name of [markup, inTemplates]) await new CockpitClient(here.httpUrl).login(name, markup);
  const agent = {
    'user-agent': markup,
    authorization: `Basic ${Buffer.from(`${breakingOut}:x`).toString('base64')}`,
  };
  await fetch(`${here.httpUrl}/joc/api/authentication/login`, { method: 'POST', headers: agent });
}

/** Every page, and whether something planted has to be read on it. */
const pages: readonly (readonly [path: string, shows: boolean])[] = [
  ['/', false],
  ['/workflows', false],
  ['/workflows?folder=/planted', false],
  ['/orders', false],
  ['/history', false],
  ['/audit', true],
  ['/account', false],
  ['/identity/accounts', true],
  ['/identity/roles', true],
  [`/identity/roles/role?service=${identityServiceName}&role=${encodeURIComponent(markup)}`, false],
  ['/identity/sessions', false],
  ['/identity/tokens', true],
  ['/identity/blocklist', true],
  ['/identity/failed-logins', true],
  ['/identity/access-review', true],
  ['/identity/services', false],
  ['/identity/settings', false],
  ['/identity/transfer', false],
  ['/identity/why', false],
  [
    `/login?error=${encodeURIComponent(breakingOut)}&returnTo=${encodeURIComponent('javascript:window.planted=1')}`,
    false,
  ],
  [`/orders?search=${encodeURIComponent(breakingOut)}#${encodeURIComponent(markup)}`, false],
  [`/nowhere/${encodeURIComponent('planted')}?x=${encodeURIComponent(markup)}`, false],
];
for (const [path, shows] of pages)
  test(`${path.slice(0, 60)} shows markup as the text that it is`, async () => {
    await page.goto(address(path));
    await page.waitForSelector('main, form, h1');
    if (shows) await page.locator('body', { hasText: 'class=planted' }).waitFor();
    else await page.waitForTimeout(300);
    assert.equal(await page.evaluate('document.querySelectorAll(".planted").length'), 0);
    assert.equal(await page.evaluate('window.planted'), undefined);
    assert.deepEqual(
      await page.evaluate(
        `[...document.querySelectorAll('a')].map((a) => a.href).filter((href) => !/^https?:/.test(href))`,
      ),
      [],
    );
  });

test('the details of an audit record and of an order show markup as the text that it is', async () => {
  for (const [path, row] of [
    ['/audit', 'text=planted'],
    ['/history', 'text=planted'],
    ['/identity/accounts', 'text=planted'],
    ['/identity/roles', 'text=planted'],
  ] as const) {
    await page.goto(address(path));
    await page.locator('main').locator(row).first().click();
    await page.waitForTimeout(500);
    assert.equal(await page.evaluate('document.querySelectorAll(".planted").length'), 0, path);
    assert.equal(await page.evaluate('window.planted'), undefined, path);
  }
});

/** What a page of another site tries, as it would write it: a frame, calls with the cookie of the person, a window. */
const tries = (url: string) => `(async () => {
  const frame = document.createElement('iframe');
  frame.src = ${JSON.stringify(url)};
  const loaded = new Promise((resolve) => { frame.onload = resolve; frame.onerror = resolve; });
  document.body.append(frame);
  await loaded;
  const call = async (options) => {
    try {
      const answer = await fetch(${JSON.stringify(`${url}joc/api/touch`)}, { method: 'POST', credentials: 'include', ...options });
      return 'read ' + answer.status;
    } catch {
      return 'refused';
    }
  };
  const textOf = (read) => { try { return read()?.textContent ?? 'refused'; } catch { return 'refused'; } };
  const opened = window.open(${JSON.stringify(url)});
  await new Promise((resolve) => setTimeout(resolve, 500));
  return {
    framed: textOf(() => frame.contentDocument?.body),
    withCookie: await call({ body: '{}' }),
    withHeader: await call({ headers: { 'x-interlock-page': 'A'.repeat(43) } }),
    opened: textOf(() => opened?.document.body),
  };
})()`;

test('another site can not frame a page, read an answer, or call with the cookie of the person', async () => {
  const stranger = await page.context().newPage();
  await stranger.goto(evilUrl);
  const refused = { framed: 'refused', withCookie: 'refused', withHeader: 'refused', opened: 'refused' };
  assert.deepEqual(await stranger.evaluate(tries(address('/'))), refused);
  // A frame of another site is never readable; that nothing stands in it, its address says.
  assert.match(stranger.frames()[1]?.url() ?? '', /^chrome-error:/);
  for (const other of page.context().pages()) if (other !== page) await other.close();
});

/** A form that sends itself as soon as it is shown. */
const form = (action: string, type: string) =>
  `<!doctype html><form method=post enctype="${type}" action="${action}">` +
  `<input name='{"controllerId":"controller","x":"' value='"}'></form><script>document.forms[0].submit()</script>`;

test('a form of another site is refused, and logs nobody out', async () => {
  for (const call of ['/authentication/logout', '/orders/cancel', '/iam/accounts/delete'])
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      evilPage = form(address(`/joc/api${call}`), type);
      const stranger = await page.context().newPage();
      const answered = stranger.waitForResponse((answer) => answer.url().includes('/joc/api'));
      // It is left before it has been shown whole.
      await stranger.goto(evilUrl).catch(() => undefined);
      assert.equal((await answered).status(), 403, `${call} ${type}`);
      await stranger.close();
    }
  await page.goto(address('/orders'));
  await page.waitForSelector('nav a');
});
