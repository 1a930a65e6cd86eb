import type { AccountAnswer, ResponseOf } from '@interlock/cockpit-api';
import { moment, type Now } from './builders.ts';
import { pick, seeded } from './seed.ts';

type SessionItem = ResponseOf<'iam.sessions'>['activeSessions'][number];
type Token = ResponseOf<'iam.tokens'>['tokens'][number];
type Blocked = ResponseOf<'iam.blockedAccounts'>['blockedAccounts'][number];
type Login = ResponseOf<'audit_log.login_history'>['loginHistoryItems'][number];
type Locked = ResponseOf<'iam.accounts.throttled'>['throttledAccounts'][number];

/** Who is known to the fake, who is logged in, and who tried to be. */
export interface People {
  accounts: AccountAnswer[];
  sessions: SessionItem[];
  tokens: Token[];
  blocked: Blocked[];
  logins: Login[];
  locked: Locked[];
}

/** The service that keeps accounts here. */
export const serviceName = 'interlock';

const hour = 3_600_000;
const day = 24 * hour;
const firstNames = [
  'ada',
  'ben',
  'chiara',
  'daniel',
  'elif',
  'farid',
  'greta',
  'hugo',
  'ines',
  'jonas',
  'kofi',
  'lena',
] as const;
const lastNames = [
  'adler',
  'brandt',
  'costa',
  'dietz',
  'ekwueme',
  'fischer',
  'gruber',
  'haas',
  'ivanov',
  'jansen',
  'klein',
] as const;
const roleSets: readonly [readonly string[], ...(readonly string[])[]] = [
  ['it_operator'],
  ['application_manager'],
  ['incident_manager', 'it_operator'],
  ['business_user'],
  ['api_user'],
];
const agents = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  'curl/8.11.0',
] as const;

/** Nobody but whoever is logged in. */
export function nobody(now: Now): People {
  return {
    accounts: [root(now), maria(now)],
    sessions: [ownSession(now)],
    tokens: [],
    blocked: [],
    logins: [],
    locked: [],
  };
}

/** So many people, with sessions, tokens and failed logins of some of them. */
export function people(now: Now, count: number, rows: number): People {
  const random = seeded(11);
  const accounts = [
    root(now),
    maria(now),
    ...Array.from({ length: count }, (_, at) => somebody(now, at, random)),
  ];
  return {
    accounts,
    sessions: [
      ownSession(now),
      ...Array.from({ length: rows }, (_, at) => session(now, at, pickName(accounts, random), random)),
    ],
    tokens: tokensOf(now),
    blocked: Array.from({ length: Math.max(3, Math.floor(rows / 4)) }, (_, at) => blockedName(now, at)),
    logins: Array.from({ length: rows * 2 }, (_, at) => login(now, at, pickName(accounts, random), random)),
    locked: [{ accountName: 'gruber', failures: 112, lastFailure: moment(now() - 9 * 60_000) }],
  };
}

function account(now: Now, more: Partial<AccountAnswer> & { readonly accountName: string }): AccountAnswer {
  return {
    identityServiceName: serviceName,
    forcePasswordChange: false,
    disabled: false,
    blocked: false,
    roles: ['it_operator'],
    hasPassword: true,
    created: moment(now() - 90 * day),
    ...more,
  };
}

const root = (now: Now) =>
  account(now, { accountName: 'root', roles: ['all'], lastLogin: moment(now() - 26 * hour) });
const maria = (now: Now) =>
  account(now, {
    accountName: 'maria.huber',
    email: 'maria.huber@bank.example',
    lastLogin: moment(now() - 2 * hour),
  });

function somebody(now: Now, at: number, random: () => number): AccountAnswer {
  const first = pick(firstNames, random);
  const last = pick(lastNames, random);
  // One name looks like markup: it is shown as it is, and is nothing more.
  const accountName = at === 7 ? '<b>bold</b>' : `${first}.${last}${at < 12 ? '' : at}`;
  return account(now, {
    accountName,
    ...(random() < 0.7 ? { email: `${first}.${last}@bank.example` } : {}),
    disabled: random() < 0.12,
    blocked: random() < 0.05,
    forcePasswordChange: random() < 0.1,
    roles: at % 17 === 5 ? [] : [...pick(roleSets, random)],
    hasPassword: random() < 0.95,
    ...(random() < 0.8 ? { lastLogin: moment(now() - Math.floor(random() * 120) * day) } : {}),
    created: moment(now() - Math.floor(random() * 700) * day),
  });
}

function pickName(accounts: readonly AccountAnswer[], random: () => number): string {
  return accounts[Math.floor(random() * accounts.length)]?.accountName ?? 'root';
}

function session(now: Now, at: number, accountName: string, random: () => number): SessionItem {
  const agent = pick(agents, random);
  return {
    id: `session-${at}`,
    accountName,
    identityService: `JOC:${serviceName}`,
    timeout: Math.floor(random() * 1_800_000),
    isOwn: false,
    transport: agent.startsWith('curl') ? 'header' : 'cookie',
    address: `10.0.${Math.floor(random() * 8)}.${Math.floor(random() * 250)}`,
    userAgent: agent,
    rememberMe: random() < 0.3,
    startedAt: moment(now() - Math.floor(random() * 10 * hour)),
    lastUsedAt: moment(now() - Math.floor(random() * 0.5 * hour)),
    endsAt: moment(now() + Math.floor((1 + random() * 11) * hour)),
  };
}

const ownSession = (now: Now): SessionItem => ({
  ...session(now, 999_999, 'maria.huber', seeded(3)),
  id: 'session-own',
  isOwn: true,
  transport: 'cookie',
  userAgent: agents[0],
  rememberMe: false,
  startedAt: moment(now() - 2 * hour),
  lastUsedAt: moment(now() - 20_000),
  endsAt: moment(now() + 10 * hour),
});

function tokensOf(now: Now): Token[] {
  const token = (id: string, name: string, more: Partial<Token>): Token => ({
    id,
    name,
    accountName: 'maria.huber',
    identityServiceName: serviceName,
    createdBy: 'maria.huber',
    createdAt: moment(now() - 30 * day),
    endsAt: moment(now() + 60 * day),
    hasEnded: false,
    ...more,
  });
  return [
    token('token-1', 'closing report, batch07', {
      lastUsedAt: moment(now() - 4 * 60_000),
      permissions: ['sos:products:controller:orders:view', 'sos:products:controller:orders:create'],
      folders: [{ folder: '/finance/closing', recursive: true }],
    }),
    token('token-2', 'monitoring', {
      lastUsedAt: moment(now() - 70_000),
      permissions: ['sos:products:controller:view'],
      endsAt: moment(now() + 6 * day),
      createdBy: 'root',
    }),
    token('token-4', 'deploy pipeline', {
      accountName: 'deploy-bot',
      createdBy: 'root',
      lastUsedAt: moment(now() - 8 * hour),
      permissions: ['sos:products:joc:inventory:manage', 'sos:products:joc:inventory:deploy'],
      endsAt: moment(now() + 300 * day),
    }),
    token('token-3', 'old deployment', { hasEnded: true, endsAt: moment(now() - 3 * day) }),
  ];
}

function blockedName(now: Now, at: number): Blocked {
  const names = ['gruber', 'contractor-4', 'test'];
  return {
    accountName: names[at] ?? `leaver-${at}`,
    ...(at % 3 === 2 ? {} : { comment: 'Left the company; HR-4711' }),
    since: moment(now() - (at + 1) * 3 * day),
  };
}

function login(now: Now, at: number, accountName: string, random: () => number): Login {
  const reason = pick(['notVerified', 'notVerified', 'blocked', 'lockedOut', 'noRole'], random);
  const wasAsked = reason === 'notVerified' || reason === 'noRole';
  return {
    id: `login-${at}`,
    accountName: at % 9 === 8 ? '*none' : accountName,
    loginDate: moment(now() - at * 1_731_000),
    loginSuccess: at % 5 === 4,
    reason: at % 5 === 4 ? 'none' : reason,
    address: `203.0.113.${Math.floor(random() * 250)}`,
    userAgent: pick(agents, random),
    blocked: reason === 'blocked',
    details: {
      loginHistoryItems: wasAsked
        ? [
            answer(serviceName, 'rejected', 'wrongPassword'),
            answer('directory', at % 4 === 0 ? 'unavailable' : 'notMine', at % 4 === 0 ? 'timedOut' : 'none'),
          ]
        : [],
    },
  };
}

const answer = (
  identityServiceName: string,
  outcome: Login['details']['loginHistoryItems'][number]['outcome'],
  reason: string,
) => ({ identityServiceName, message: `${outcome}: ${reason}`, outcome, reason });
