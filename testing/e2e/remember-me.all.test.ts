import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, afterEach, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { rootPassword, startWorld, type World } from '../kill/world.ts';
import { keptCookies, tokensInFiles } from './browser-profile.ts';

// Remember me, set and not set, through everything that can happen to a session and its browser. After each step
// whatever the browser and the database still hold is tried on the real Cockpit (semantics §3.2 to §3.5).

const executablePath = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

let world: World;
let folder: string;
let profiles = 0;
const running = new Set<BrowserContext>();

before(async () => {
  assert.ok(executablePath, 'Chromium is needed here.');
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../apps/web/build.mjs')]);
  folder = mkdtempSync(join(tmpdir(), 'interlock-profiles-'));
  world = await startWorld({ isDirect: true });
});
after(async () => {
  await world?.close();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

// A step that failed leaves no browser behind.
afterEach(() => Promise.all([...running].map((context) => context.close())));

const address = (path = '/') => `${world.cockpitUrl.replace('127.0.0.1', 'localhost')}${path}`;
const newProfile = () => join(folder, String(profiles++));

/** A real browser over a folder of its own, as a person's is. */
async function opened(profile: string, isRestoring = false): Promise<BrowserContext> {
  if (isRestoring) {
    mkdirSync(join(profile, 'Default'), { recursive: true });
    const wishes = { session: { restore_on_startup: 1 }, profile: { exit_type: 'Normal' } };
    if (!existsSync(join(profile, 'Default/Preferences')))
      writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(wishes));
  }
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executablePath ?? '',
    viewport: { width: 1280, height: 800 },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--password-store=basic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(isRestoring ? ['--restore-last-session'] : []),
    ],
  });
  context.setDefaultTimeout(20_000);
  running.add(context);
  context.once('close', () => running.delete(context));
  return context;
}

async function logIn(context: BrowserContext, rememberMe: boolean): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address('/login'));
  await page.fill('#account', 'root');
  await page.fill('#password', rootPassword);
  if (rememberMe) await page.check('#remember');
  await page.keyboard.press('Enter');
  await page.waitForSelector('nav a');
  return page;
}

/** Where a tab ends up that opens the Cockpit. */
async function lands(page: Page): Promise<'in' | 'login'> {
  await page.goto(address('/orders'));
  return Promise.race([
    page.waitForSelector('nav a').then(() => 'in' as const),
    page.waitForSelector('#login').then(() => 'login' as const),
  ]);
}

interface Held {
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
  /** Everything in web storage that could be a value of the page. */
  readonly stored: readonly string[];
  readonly inFiles: readonly string[];
}

/** What an open browser holds: cookies as it sends them, not as a script sees them, and the storage of every tab. */
async function heldBy(context: BrowserContext): Promise<Held> {
  const stored: string[] = [];
  for (const page of context.pages()) {
    if (!page.url().startsWith(address())) continue;
    stored.push(
      ...(await page.evaluate<string[]>(
        '[localStorage, sessionStorage].flatMap((store) => Object.keys(store).map((key) => store.getItem(key)))',
      )),
    );
  }
  const [page] = context.pages();
  assert.ok(page);
  const devTools = await context.newCDPSession(page);
  const { cookies } = await devTools.send('Storage.getCookies');
  await devTools.detach();
  return { cookies, stored, inFiles: [] };
}

/** What a closed browser has left on the disk. */
function leftIn(profile: string): Held {
  return { cookies: keptCookies(profile), stored: [], inFiles: tokensInFiles(profile) };
}

interface Usable {
  /** How many values open the door by themselves. */
  readonly alone: number;
  /** How many cookies open it together with a value of the page. */
  readonly together: number;
}

/** Tries everything that was found on the Cockpit, in every place where a token could stand. */
async function tried(held: readonly Held[]): Promise<Usable> {
  const cookies = held
    .flatMap((one) => one.cookies)
    .filter(({ name }) => name.startsWith('__Host-interlock-'));
  const values = new Set([
    ...held.flatMap(({ stored, inFiles }) => [...stored, ...inFiles]),
    ...cookies.map(({ value }) => value),
    ...fromDatabase(),
  ]);
  const name = cookies.find((cookie) => !cookie.name.endsWith('-device'))?.name ?? '__Host-interlock-unknown';
  const pageValues = [...values]
    .map((value) => value.slice(-43))
    .filter((value) => /^[\w-]{43}$/.test(value));
  let [alone, together] = [0, 0];
  for (const value of values) {
    for (const headers of [
      { 'x-access-token': value },
      { authorization: `Bearer ${value}` },
      { cookie: `${name}=${value}`, ...fromPage },
      { 'x-interlock-page': value.slice(-43), ...fromPage },
    ])
      if (/^[\x21-\x7e]+$/.test(value) && (await opens(headers))) alone += 1;
  }
  for (const value of values)
    for (const pageValue of pageValues)
      if (
        /^il[a-z]_/.test(value) &&
        (await opens({ cookie: `${name}=${value}`, 'x-interlock-page': pageValue, ...fromPage }))
      )
        together += 1;
  return { alone, together };
}

const fromPage = { 'sec-fetch-site': 'same-origin' };

async function opens(headers: Record<string, string>): Promise<boolean> {
  const answer = await fetch(`${world.cockpitUrl}/joc/api/interlock/me`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-interlock-background': '1', ...headers },
    body: '{}',
  });
  return answer.status === 200;
}

const databaseFile = () => join(world.dataRoot, 'cockpit/cockpit.db');

/** What the database knows of sessions, in every form in which somebody who read it could send it. */
function fromDatabase(): readonly string[] {
  const database = new DatabaseSync(databaseFile(), { readOnly: true });
  try {
    const rows = database.prepare('SELECT session_id, token_hash, origin_hash FROM session').all();
    const texts = rows.flatMap((row) => Object.values(row).map(String));
    assert.deepEqual(tokensInFiles(join(world.dataRoot, 'cockpit')), []);
    return texts.flatMap((text) => [text, `ilc_${text}`, `ilh_${text}`]);
  } finally {
    database.close();
  }
}

/** Lets all sessions reach a limit, as if the time had passed. */
function expire(limit: 'idle' | 'age'): void {
  const database = new DatabaseSync(databaseFile(), { timeout: 5_000 });
  database.exec(
    limit === 'idle'
      ? 'UPDATE session SET idle_limit_ms = 0'
      : 'UPDATE session SET ends_at_ms = started_at_ms',
  );
  database.close();
}

const nothing: Usable = { alone: 0, together: 0 };

/** Ends whatever is left, so that each step of the matrix begins alone. */
const clean = () => expire('age');

for (const rememberMe of [true, false])
  describe(`Remember me ${rememberMe ? 'set' : 'not set'}`, () => {
    test('while logged in, no value is usable alone, and what a script can read is no token', async () => {
      const profile = newProfile();
      const context = await opened(profile);
      const page = await logIn(context, rememberMe);
      assert.equal(await page.evaluate('document.cookie'), '');
      const { alone, together } = await tried([await heldBy(context)]);
      assert.equal(alone, 0);
      assert.ok(together > 0, 'what is tried would open the door if it could');
      await context.close();
      clean();
    });

    test('the user logs out: nothing opens the door, in no tab and not from the disk', async () => {
      const profile = newProfile();
      const context = await opened(profile);
      const page = await logIn(context, rememberMe);
      const before = await heldBy(context);
      await page.click('header >> text=root');
      await page.click('text=Log out');
      await page.waitForURL('**/login**');
      const held = await heldBy(context);
      assert.deepEqual(
        held.cookies.filter(({ name }) => !name.endsWith('-device')),
        [],
      );
      assert.deepEqual(held.stored, rememberMe ? ['root'] : []);
      assert.equal(await page.inputValue('#account'), rememberMe ? 'root' : '');
      await context.close();
      assert.deepEqual(await tried([before, held, leftIn(profile)]), nothing);
    });

    for (const limit of ['idle', 'age'] as const)
      test(`the session expires (${limit}): the page leads to the login, and nothing opens the door`, async () => {
        const profile = newProfile();
        const context = await opened(profile);
        const page = await logIn(context, rememberMe);
        const before = await heldBy(context);
        expire(limit);
        // Nobody touches the page: its stream is cut.
        await page.waitForURL('**/login?why=ended**');
        const held = await heldBy(context);
        assert.deepEqual(held.stored, rememberMe ? ['root'] : []);
        await context.close();
        assert.deepEqual(await tried([before, held, leftIn(profile)]), nothing);
      });

    test('the browser is closed and opened again', async () => {
      const profile = newProfile();
      const first = await opened(profile);
      await logIn(first, rememberMe);
      await first.close();
      const left = await tried([leftIn(profile)]);
      assert.equal(left.alone, 0);
      const again = await opened(profile);
      const page = await again.newPage();
      assert.equal(await lands(page), rememberMe ? 'in' : 'login');
      const held = await heldBy(again);
      const usable = await tried([held]);
      assert.equal(usable.alone, 0);
      assert.equal(usable.together > 0, rememberMe);
      if (!rememberMe) {
        assert.deepEqual(left, nothing);
        assert.deepEqual(held.stored, []);
      }
      await again.close();
      clean();
      assert.deepEqual(await tried([held, leftIn(profile)]), nothing);
    });

    test('a second tab shares the session, and a logout in one is a logout in both', async () => {
      const context = await opened(newProfile());
      const first = await logIn(context, rememberMe);
      const second = await context.newPage();
      assert.equal(await lands(second), 'in');
      const before = await heldBy(context);
      await second.click('header >> text=root');
      await second.click('text=Log out');
      await Promise.all([first, second].map((page) => page.waitForURL('**/login**')));
      const held = await heldBy(context);
      await context.close();
      assert.deepEqual(await tried([before, held]), nothing);
    });

    test('the only tab is closed and the Cockpit opened anew', async () => {
      const context = await opened(newProfile());
      const first = await logIn(context, rememberMe);
      const before = await heldBy(context);
      await first.close();
      const fresh = await context.newPage();
      assert.equal(await lands(fresh), rememberMe ? 'in' : 'login');
      const held = await heldBy(context);
      // The cookie is still there; without its page's value it is worth nothing.
      if (!rememberMe) assert.deepEqual(await tried([held]), nothing);
      await context.close();
      clean();
      assert.deepEqual(await tried([before, held]), nothing);
    });

    test('a browser that restores its windows brings nothing back beyond the limits of the session', async () => {
      const profile = newProfile();
      const first = await opened(profile, true);
      await logIn(first, rememberMe);
      await first.close();
      const again = await opened(profile, true);
      const restored = await lands(again.pages()[0] ?? (await again.newPage()));
      if (rememberMe) assert.equal(restored, 'in');
      const held = await heldBy(again);
      assert.equal((await tried([held])).alone, 0);
      expire('idle');
      const late = await again.newPage();
      assert.equal(await lands(late), 'login');
      await again.close();
      assert.deepEqual(await tried([held, leftIn(profile)]), nothing);
    });
  });

test('switched off, Remember me is not offered, not obeyed, and ends whom it had remembered', async () => {
  const context = await opened(newProfile());
  await logIn(context, true);
  const login = await fetch(`${world.cockpitUrl}/joc/api/authentication/login`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`root:${rootPassword}`).toString('base64')}` },
  });
  const { accessToken } = (await login.json()) as { readonly accessToken: string };
  const saved = await fetch(`${world.cockpitUrl}/joc/api/configuration/save`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-access-token': accessToken },
    body: JSON.stringify({
      configurationType: 'IAM',
      objectType: 'GENERAL',
      configurationItem: JSON.stringify({ rememberMeSeconds: 0 }),
    }),
  });
  assert.equal(saved.status, 200, await saved.text());
  const page = context.pages().find((one) => one.url().startsWith(address()));
  await page?.waitForURL('**/login**');
  const held = await heldBy(context);
  assert.deepEqual(await tried([held]), nothing);
  const fresh = await context.newPage();
  await fresh.goto(address('/login'));
  await fresh.waitForFunction('localStorage.length === 0');
  assert.equal(await fresh.isVisible('#remember'), false);
  // Whoever asks for it all the same gets a session that ends with the browser.
  const pageValue = 'p'.repeat(43);
  const forced = await fetch(`${world.cockpitUrl}/joc/api/authentication/login`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`root:${rootPassword}`).toString('base64')}`,
      'content-type': 'application/json',
      'x-interlock-page': pageValue,
      origin: address('').replace(/\/$/, ''),
    },
    body: JSON.stringify({ rememberMe: true }),
  });
  assert.equal(forced.status, 200);
  const [cookie] = forced.headers.getSetCookie().filter((one) => !/-device=/.test(one));
  assert.doesNotMatch(cookie ?? '', /max-age|expires/i);
  await context.close();
});
