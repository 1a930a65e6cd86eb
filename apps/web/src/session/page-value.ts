/**
 * The value that the page makes at its login and sends with every call (semantics §3.5): in `localStorage` with
 * Remember me, else in `sessionStorage`. Beside it only the account's name is kept, and only with Remember me (§3.2).
 */

/** What is used of `sessionStorage` and `localStorage`. */
export interface ValueStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** The two stores of a tab. */
export interface PageStores {
  readonly session: ValueStore;
  readonly local: ValueStore;
}

const valueKey = 'interlock.page';
const accountKey = 'interlock.account';
const valuePattern = /^[A-Za-z0-9_-]{43}$/;

/** Makes a page value of 32 random bytes in base64url. */
export function makePageValue(fill: (bytes: Uint8Array<ArrayBuffer>) => void): string {
  const bytes = new Uint8Array(32);
  fill(bytes);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Whether a text looks like a page value. */
export function isPageValue(value: unknown): value is string {
  return typeof value === 'string' && valuePattern.test(value);
}

/** The tab's page value; the tab's own store wins over the shared one. */
export function readPageValue(stores: PageStores): string | undefined {
  return [stores.session, stores.local].map((store) => read(store, valueKey)).find(isPageValue);
}

/** Keeps the value after a login, in one store only, and the account's name only with Remember me. */
export function keepPageValue(
  stores: PageStores,
  login: { readonly value: string; readonly account: string; readonly rememberMe: boolean },
): void {
  forgetPageValue(stores);
  write(login.rememberMe ? stores.local : stores.session, valueKey, login.value);
  if (login.rememberMe) write(stores.local, accountKey, login.account);
  else remove(stores.local, accountKey);
}

/** Takes over the value of another tab, for as long as this tab lives. */
export function adoptPageValue(stores: PageStores, value: string): void {
  write(stores.session, valueKey, value);
}

/** Forgets the value in both stores; the remembered name stays until a login without Remember me. */
export function forgetPageValue(stores: PageStores): void {
  for (const store of [stores.session, stores.local]) remove(store, valueKey);
}

/** Forgets the name of the last login with Remember me. */
export function forgetAccount(stores: PageStores): void {
  remove(stores.local, accountKey);
}

/** The account's name of the last login with Remember me. */
export function rememberedAccount(stores: PageStores): string | undefined {
  return read(stores.local, accountKey) ?? undefined;
}

// A browser may refuse its stores altogether; the login then lasts as long as the page.
function read(store: ValueStore, key: string): string | null {
  try {
    return store.getItem(key);
  } catch {
    return null;
  }
}

function write(store: ValueStore, key: string, value: string): void {
  try {
    store.setItem(key, value);
  } catch {}
}

function remove(store: ValueStore, key: string): void {
  try {
    store.removeItem(key);
  } catch {}
}
