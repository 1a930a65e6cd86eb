// The login: a page of its own without the application's framework, usable as soon as it is there.

import { CallRefused } from '../api/refusal.ts';
import { nextPage } from '../session/next-page.ts';
import { pageStores } from '../session/page-stores.ts';
import {
  forgetAccount,
  forgetPageValue,
  keepPageValue,
  makePageValue,
  readPageValue,
  rememberedAccount,
} from '../session/page-value.ts';
import catalogue from '../texts/en.json';
import { byId, hidePasswords, watchCapsLock, watchShowButtons } from './fields.ts';
import { changePassword, isLoggedIn, logIn, offersRememberMe } from './log-in.ts';
import { metRules } from './password-rules.ts';
import { refusalWords } from './refusal-words.ts';

const words = catalogue.login;
const stores = pageStores();
const loginForm = byId('login', HTMLFormElement);
const changeForm = byId('change', HTMLFormElement);
const account = byId('account', HTMLInputElement);
const password = byId('password', HTMLInputElement);
const remember = byId('remember', HTMLInputElement);
const fresh = byId('fresh', HTMLInputElement);
const again = byId('again', HTMLInputElement);

/** The login that waits for a new password. */
let begun: { readonly account: string; readonly value: string; readonly rememberMe: boolean } | undefined;

function goOn(): void {
  location.replace(nextPage(location.search, location.origin));
}

/** Runs what a form does, once at a time, and says what went wrong. */
function whenSent(form: HTMLFormElement, faultId: string, act: () => Promise<string | undefined>): void {
  const fault = byId(faultId, HTMLElement);
  const button = form.querySelector('button[type=submit]') as HTMLButtonElement;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    fault.textContent = '';
    hidePasswords(form);
    fault.textContent = (await act().catch(saidOf)) ?? '';
    button.removeAttribute('aria-disabled');
  });
}

/** Puts the cursor where the cause stands. */
function saidAt(input: HTMLInputElement, said: string): string {
  input.focus();
  return said;
}

function saidOf(error: unknown): string {
  if (error instanceof CallRefused) return refusalWords(error.facts, words.refusals);
  return words.refusals.failed;
}

whenSent(loginForm, 'login-fault', async () => {
  if (account.value.trim() === '') return saidAt(account, words.accountMissing);
  if (account.value.includes(':')) return saidAt(account, words.accountColon);
  if (password.value === '') return saidAt(password, words.passwordMissing);
  const value = makePageValue((bytes) => crypto.getRandomValues(bytes));
  const rememberMe = remember.checked;
  try {
    const login = await logIn({
      account: account.value,
      password: password.value,
      rememberMe,
      pageValue: value,
    });
    begun = { account: login.account, value, rememberMe };
    if (login.mustChange) return askForNewPassword();
    finish();
  } catch (error) {
    password.select();
    throw error;
  }
  return undefined;
});

function askForNewPassword(): undefined {
  loginForm.hidden = true;
  changeForm.hidden = false;
  byId('change-account', HTMLInputElement).value = begun?.account ?? '';
  fresh.focus();
}

fresh.addEventListener('input', () => {
  const met = metRules(fresh.value, begun?.account ?? '');
  for (const rule of ['length', 'account'] as const)
    document.querySelector(`[data-rule=${rule}]`)?.setAttribute('data-met', met[rule] ? 'yes' : 'no');
});

whenSent(changeForm, 'change-fault', async () => {
  const met = metRules(fresh.value, begun?.account ?? '');
  if (!met.length || !met.account) return saidAt(fresh, words.change.rulesMissed);
  if (fresh.value !== again.value) return saidAt(again, words.change.differ);
  await changePassword(begun?.value ?? '', {
    oldPassword: password.value,
    password: fresh.value,
    repeatedPassword: again.value,
  });
  finish();
  return undefined;
});

/** Only now is the value kept: a login that was left half-way leaves nothing behind. */
function finish(): void {
  if (begun === undefined) return;
  keepPageValue(stores, begun);
  for (const input of [password, fresh, again]) input.value = '';
  goOn();
}

function tellWhy(): void {
  const why = new URLSearchParams(location.search).get('why');
  const notice = byId('notice', HTMLElement);
  const said = Object.hasOwn(words.why, why ?? '') ? words.why[why as keyof typeof words.why] : undefined;
  notice.textContent = said ?? '';
  notice.hidden = said === undefined;
}

/** Where Remember me is switched off, what it kept goes at the next visit. */
async function offerRememberMe(): Promise<void> {
  if (await offersRememberMe()) {
    remember.checked = rememberedAccount(stores) !== undefined;
    byId('remember-choice', HTMLElement).hidden = false;
  } else forgetAccount(stores);
}

watchShowButtons(words);
watchCapsLock(words.capsLock);
tellWhy();
account.value = rememberedAccount(stores) ?? '';
(account.value === '' ? account : password).focus();
void offerRememberMe();

const kept = readPageValue(stores);
if (kept !== undefined) {
  if (await isLoggedIn(kept)) goOn();
  else forgetPageValue(stores);
}
