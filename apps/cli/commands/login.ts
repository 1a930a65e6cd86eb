import { type ApiTarget, call, send } from '../client/api-client.ts';
import { CliFault } from '../client/cli-fault.ts';
import { type CommandContext, printResult } from '../client/command-context.ts';
import { forgetSession, readSession, sessionPath, writeSession } from '../client/session-file.ts';
import { exitCodes } from '../exit-codes.ts';

/** Options of `interlock login`. */
export interface LoginOptions {
  readonly url?: string;
  readonly account?: string;
  readonly ca?: string;
  /** Reads the password from the first line of standard input, and a new one, where it is demanded, from the second. */
  readonly passwordStdin?: boolean;
}

interface LoginAnswer {
  readonly accessToken: string;
  readonly forcePasswordChange?: boolean;
  readonly identityService?: string;
}

/** Where the Cockpit is looked for when nothing says otherwise. */
const defaultUrl = 'http://localhost:4446';

/** Proves who somebody is, changes the password where that is demanded, and keeps the token (0600). */
export async function loginCommand(context: CommandContext, options: LoginOptions): Promise<void> {
  const target = targetFor(context, options);
  const given = options.passwordStdin ? await context.readInput() : [];
  const account = options.account ?? (await context.ask('Account: ', false));
  const password = given[0] ?? (await context.ask('Password: ', true));
  const answer = await login(target, account, password);
  const token = answer.forcePasswordChange
    ? await changeFirst(context, target, answer, password, given[1])
    : answer.accessToken;
  const { selected } = await call<{ readonly selected: string | null }>(
    { ...target, token },
    '/controller/ids',
    {},
  );
  const session = {
    url: target.url,
    account,
    token,
    controllerId: selected ?? '',
    ...(target.caFile === undefined ? {} : { caFile: target.caFile }),
  };
  writeSession(sessionPath(context.env), session);
  printResult(context, { account, url: target.url, controllerId: session.controllerId }, [
    `Logged in as ${account} at ${target.url}.`,
  ]);
}

function targetFor(context: CommandContext, options: LoginOptions): ApiTarget {
  const url =
    options.url ?? context.env.INTERLOCK_URL ?? readSession(sessionPath(context.env))?.url ?? defaultUrl;
  if (!URL.canParse(url)) throw new CliFault(exitCodes.usage, `${url} is no address.`);
  const caFile = options.ca ?? context.env.INTERLOCK_CA_FILE;
  refuseClearText(new URL(url));
  return { url: new URL(url).origin, ...(caFile === undefined ? {} : { caFile }) };
}

/** A password never crosses a network in clear. */
function refuseClearText(url: URL): void {
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url.protocol === 'http:' && !isLocal)
    throw new CliFault(
      exitCodes.usage,
      `${url.origin} is plain HTTP on another machine; use its https address.`,
    );
}

async function login(target: ApiTarget, account: string, password: string): Promise<LoginAnswer> {
  const basic = Buffer.from(`${account}:${password}`, 'utf8').toString('base64');
  const { status, headers, body } = await send(
    target,
    '/authentication/login',
    {},
    { authorization: `Basic ${basic}` },
  );
  if (status === 200) return body as LoginAnswer;
  if (status === 429)
    throw new CliFault(exitCodes.refused, `Too many tries; again in ${headers['retry-after'] ?? 'some'} s.`);
  throw new CliFault(exitCodes.refused, 'Access denied');
}

/** A session with a password that has to be changed can do nothing else; it goes on under a new token. */
async function changeFirst(
  context: CommandContext,
  target: ApiTarget,
  answer: LoginAnswer,
  oldPassword: string,
  given: string | undefined,
): Promise<string> {
  context.tell('The password has to be changed first (at least 15 characters; a sentence is fine).');
  const password = given ?? (await context.ask('New password: ', true));
  const repeatedPassword = given ?? (await context.ask('Once more: ', true));
  if (password !== repeatedPassword)
    throw new CliFault(exitCodes.usage, 'The two are not the same; nothing was changed.');
  const changed = await send({ ...target, token: answer.accessToken }, '/iam/account/changepassword', {
    oldPassword,
    password,
    repeatedPassword,
  });
  const token = changed.headers['x-access-token'];
  if (changed.status === 200 && typeof token === 'string') return token;
  const { error } = changed.body as { readonly error?: { readonly message?: string } };
  throw new CliFault(
    exitCodes.failed,
    error?.message ?? `The password was not changed (status ${changed.status}).`,
  );
}

/** Ends the session at the Cockpit and forgets it here. */
export async function logoutCommand(context: CommandContext): Promise<void> {
  const path = sessionPath(context.env);
  const session = readSession(path);
  if (session !== undefined) {
    await send(
      {
        url: session.url,
        token: session.token,
        ...(session.caFile === undefined ? {} : { caFile: session.caFile }),
      },
      '/authentication/logout',
      {},
    );
    forgetSession(path);
  }
  printResult(context, { loggedOut: session !== undefined }, [
    session === undefined ? 'There was no session.' : 'Logged out.',
  ]);
}
