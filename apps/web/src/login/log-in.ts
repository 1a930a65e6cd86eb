import { CallRefused, refusalFacts } from '../api/refusal.ts';

/** What a person typed. */
export interface LoginForm {
  readonly account: string;
  readonly password: string;
  readonly rememberMe: boolean;
  readonly pageValue: string;
}

const timeLimitMs = 60_000;

/** Logs in; the answer brings the cookie, and says whether the password has to be changed first. */
export async function logIn(
  form: LoginForm,
): Promise<{ readonly account: string; readonly mustChange: boolean }> {
  const answer = await post(
    '/joc/api/authentication/login',
    form.pageValue,
    { rememberMe: form.rememberMe },
    {
      authorization: `Basic ${base64(`${form.account}:${form.password}`)}`,
    },
  );
  const said = answer as { readonly account?: string; readonly forcePasswordChange?: boolean };
  return { account: said.account ?? form.account, mustChange: said.forcePasswordChange === true };
}

/** Changes the password of the session that the login began. */
export function changePassword(
  pageValue: string,
  words: { readonly oldPassword: string; readonly password: string; readonly repeatedPassword: string },
): Promise<unknown> {
  return post('/joc/api/iam/account/changepassword', pageValue, words);
}

/** Whether this Cockpit remembers; where it does not say so, it is not offered. */
export async function offersRememberMe(): Promise<boolean> {
  try {
    const response = await fetch('/joc/api/interlock/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(timeLimitMs),
      redirect: 'error',
    });
    const said = (await response.json()) as { readonly rememberMe?: boolean };
    return response.ok && said.rememberMe === true;
  } catch {
    return false;
  }
}

/** Whether a session is open already. */
export async function isLoggedIn(pageValue: string): Promise<boolean> {
  try {
    const me = await post('/joc/api/interlock/me', pageValue, {}, { 'x-interlock-background': '1' });
    return (me as { readonly mustChangePassword?: boolean }).mustChangePassword !== true;
  } catch {
    return false;
  }
}

async function post(
  path: string,
  pageValue: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-interlock-page': pageValue, ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeLimitMs),
    credentials: 'same-origin',
    redirect: 'error',
  }).catch((cause: unknown) => {
    throw new CallRefused({ status: 0, message: '' }, { cause });
  });
  const said: unknown = await response.json().catch(() => undefined);
  if (response.ok) return said;
  throw new CallRefused(refusalFacts(response.status, said, (name) => response.headers.get(name)));
}

/** Base64 of the text's UTF-8, as RFC 7617 has it. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
