import type { AccountAnswer } from '@interlock/cockpit-api';
import { type Answers, Refused } from './answer.ts';
import { moment } from './builders.ts';
import { serviceName } from './people.ts';
import type { World } from './world.ts';

const done = { ok: true } as const;

/** The refusal of what is not there, and of what may not be seen. */
const unknownAccount = (name: string) =>
  new Refused(420, {
    error: { code: 'JOC-400', problem: 'UnknownAccount', message: `There is no account ${name}.` },
    reference: 'r-0acc0a17',
  });

/** Accounts, sessions, the blocklist and the login history. */
export function peopleAnswers(world: World): Answers {
  const { people } = world;
  const find = (name: string) => people.accounts.find((one) => one.accountName === name);
  const change = (names: readonly string[], to: (row: AccountAnswer) => Partial<AccountAnswer>) => {
    const missing = names.find((name) => find(name) === undefined);
    if (missing !== undefined) throw unknownAccount(missing);
    if (names.includes('root'))
      throw new Refused(403, {
        isAuthenticated: true,
        message: 'The account root holds rights that you lack.',
        code: 'HandsOutMoreThanHeld',
        reference: 'r-5eed5eed',
      });
    people.accounts = people.accounts.map((row) =>
      names.includes(row.accountName) ? { ...row, ...to(row) } : row,
    );
    return done;
  };
  return {
    'iam.accounts': ({ search, enabled, disabled, offset = 0, limit = 10_000 }) => {
      const words = (search ?? '').toLowerCase();
      const found = people.accounts
        .filter((row) => `${row.accountName} ${row.email ?? ''}`.toLowerCase().includes(words))
        .filter((row) => enabled === disabled || row.disabled === disabled)
        .toSorted((a, b) => (a.accountName < b.accountName ? -1 : 1));
      return {
        identityServiceName: serviceName,
        accountItems: found.slice(offset, offset + limit),
        total: found.length,
      };
    },
    'iam.account': ({ accountName }) => {
      const found = find(accountName);
      if (found === undefined) throw unknownAccount(accountName);
      return found;
    },
    'iam.account.store': ({ accountName, email, roles }) => {
      const before = find(accountName);
      const fresh: AccountAnswer = before ?? {
        identityServiceName: serviceName,
        accountName,
        forcePasswordChange: false,
        disabled: false,
        blocked: false,
        roles: [],
        hasPassword: false,
        created: moment(world.nowMs()),
      };
      const stored = {
        ...fresh,
        ...(email === undefined ? {} : { email }),
        ...(roles === undefined ? {} : { roles: [...roles] }),
      };
      people.accounts = [...people.accounts.filter((row) => row !== before), stored];
      return done;
    },
    'iam.account.rename': ({ accountOldName, accountNewName }) =>
      change([accountOldName], () => ({ accountName: accountNewName })),
    'iam.account.onetimepassword': ({ accountName }) => {
      change([accountName], () => ({ hasPassword: true, forcePasswordChange: true }));
      return { identityServiceName: serviceName, accountName, password: 'K7QRT-9XWMD-2PHVN-C4JLB-86FZY' };
    },
    'iam.accounts.enable': ({ accountNames }) => change(accountNames, () => ({ disabled: false })),
    'iam.accounts.disable': ({ accountNames }) => change(accountNames, () => ({ disabled: true })),
    'iam.accounts.forcepasswordchange': ({ accountNames }) =>
      change(accountNames, () => ({ forcePasswordChange: true })),
    'iam.accounts.delete': ({ accountNames }) => {
      change(accountNames, () => ({}));
      people.accounts = people.accounts.filter((row) => !accountNames.includes(row.accountName));
      return done;
    },
    'iam.accounts.throttled': () => ({ throttledAccounts: people.locked }),
    'iam.accounts.unthrottle': ({ accountNames }) => {
      people.locked = people.locked.filter((row) => !accountNames.includes(row.accountName));
      return done;
    },
    'iam.blockedAccounts': () => ({ blockedAccounts: people.blocked }),
    'iam.blockedAccount.store': ({ accountName, comment }) => {
      people.accounts = people.accounts.map((row) =>
        row.accountName === accountName ? { ...row, blocked: true } : row,
      );
      people.blocked = [
        ...people.blocked,
        { accountName, ...(comment === undefined ? {} : { comment }), since: moment(world.nowMs()) },
      ];
      return done;
    },
    'iam.blockedAccounts.delete': ({ accountNames }) => {
      people.blocked = people.blocked.filter((row) => !accountNames.includes(row.accountName));
      people.accounts = people.accounts.map((row) =>
        accountNames.includes(row.accountName) ? { ...row, blocked: false } : row,
      );
      return done;
    },
    'iam.device.forget': () => done,
    'iam.sessions': ({ accountName, limit = 10_000 }) => {
      const found = people.sessions.filter(
        (row) => accountName === undefined || row.accountName === accountName,
      );
      return { activeSessions: found.slice(0, limit), total: found.length };
    },
    'iam.sessions.cancel': ({ ids = [], accountNames = [] }) => {
      const before = people.sessions.length;
      people.sessions = people.sessions.filter(
        (row) => !ids.includes(row.id) && !accountNames.includes(row.accountName),
      );
      return { ok: true, ended: before - people.sessions.length };
    },
    'iam.sessions.own': () => ({
      activeSessions: people.sessions.filter((row) => row.accountName === 'maria.huber'),
    }),
    'iam.sessions.own.cancel': (request) => {
      const isMeant = (id: string) => request.ids === undefined || request.ids.includes(id);
      const before = people.sessions.length;
      people.sessions = people.sessions.filter(
        (row) => row.accountName !== 'maria.huber' || row.isOwn || !isMeant(row.id),
      );
      return { ok: true, ended: before - people.sessions.length };
    },
    'iam.tokens': ({ accountName, everybody }) => ({
      tokens: people.tokens.filter((row) => everybody || row.accountName === (accountName ?? 'maria.huber')),
      isCut: false,
    }),
    'iam.token.create': ({ name, accountName = 'maria.huber', expiresInDays, permissions, folders }) => {
      const token = {
        id: `token-${people.tokens.length + 1}`,
        name,
        accountName,
        identityServiceName: serviceName,
        createdBy: 'maria.huber',
        createdAt: moment(world.nowMs()),
        endsAt: moment(world.nowMs() + expiresInDays * 86_400_000),
        hasEnded: false,
        ...(permissions === undefined ? {} : { permissions }),
        ...(folders === undefined ? {} : { folders }),
      };
      people.tokens = [token, ...people.tokens];
      return { value: 'ila_7Zk2mQ4wTn8rV1xB5cD9eF3gH6jK0lMpNsRuWyAaEeI', token };
    },
    'iam.tokens.revoke': ({ ids }) => {
      people.tokens = people.tokens.filter((row) => !ids.includes(row.id));
      return done;
    },
    'audit_log.login_history': ({ accountName, loginSuccess = false }) => ({
      loginHistoryItems: people.logins.filter(
        (row) =>
          row.loginSuccess === loginSuccess && (accountName === undefined || row.accountName === accountName),
      ),
    }),
  };
}
