import { createHash, randomBytes } from 'node:crypto';
import {
  type AccountName,
  accountName,
  base64url,
  type Log,
  type LogFields,
  problem,
  type RandomBytes,
  refuse,
  Secret,
  type Sha256,
  succeed,
  unwrap,
} from '@interlock/base';
import type { RouteId, StreamEvent } from '@interlock/cockpit-api';
import { createHttpServer, type HttpLimits, type HttpServer } from '@interlock/http';
import {
  accountKey,
  defaultRolesOf,
  type FolderEntry,
  type IdentityService,
  type IdentityServiceSettings,
  identityServiceId,
  type PasswordHasher,
  type PermissionEntry,
  permissions,
  roleName,
  subjectOfKey,
  tryGate,
} from '@interlock/iam';
import type { CockpitStore } from '@interlock/store';
import { findOrder } from '@interlock/workflow';
import { inlineCockpitStore } from '../../adapters/store/testing/inline-cockpit-store.ts';
import { cockpitAudit } from '../../apps/cockpit/audit/cockpit-audit.ts';
import { type CallServer, createCallServer } from '../../apps/cockpit/call-server.ts';
import { createEventHub, type EventHub } from '../../apps/cockpit/events/event-hub.ts';
import { historyChangesOf } from '../../apps/cockpit/history/history-changes.ts';
import type { LogSwitches } from '../../apps/cockpit/logging/log-switches.ts';
import type { Sealer } from '../../apps/cockpit/pki/program-ca.ts';
import { type FakeController, fakeController } from './fake-controller.ts';

/** A whole Cockpit within the process: real calls, border and database, a Controller without a network. */
export interface CockpitWorld {
  readonly server: HttpServer;
  readonly calls: CallServer;
  readonly store: CockpitStore;
  readonly controller: FakeController;
  readonly hub: EventHub<StreamEvent>;
  /** Everything that the technical log was given, as text. */
  readonly logged: string[];
  /** The time; it moves only when a test says so. */
  nowMs: number;
  /** How long each login waited, in milliseconds. */
  readonly waits: number[];
  /** How often a password was verified. */
  readonly verified: { count: number };
  /** Makes an account with a password, and logs it in as a REST client. */
  account(name: string, rights?: AccountRights): Promise<RestClient>;
  /** Resolves when the history has all events of the Controller. */
  historySettled(): Promise<void>;
  close(): Promise<void>;
}

/** What an account may do: shipped roles by name, or a role of its own. */
export interface AccountRights {
  readonly roles?: readonly string[];
  readonly permissions?: readonly PermissionEntry[];
  readonly folders?: readonly FolderEntry[];
  readonly forcePasswordChange?: boolean;
}

/** An answer as a test reads it. */
export interface WorldAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails where it is not there
  readonly body: any;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly text: string;
}

/** Calls the API with a token. */
export interface RestClient {
  readonly token: string;
  call(path: string, body?: unknown, headers?: Record<string, string>): Promise<WorldAnswer>;
}

/** The password of every account here. */
export const password = 'correct horse battery staple';

const sha256: Sha256 = (data) => createHash('sha256').update(data).digest();
const random: RandomBytes = (count) => new Uint8Array(randomBytes(count));
const serviceId = unwrap(identityServiceId('joc'));

const service: IdentityServiceSettings = {
  id: serviceId,
  name: 'JOC-INITIAL',
  type: 'JOC',
  ordering: 1,
  required: false,
  disabled: false,
  scheme: 'singleFactor',
  secondFactor: false,
  groupRoles: [],
  details: {},
};

/**
 * Makes a Cockpit with the shipped roles and one Controller.
 *
 * @param logWaitMs how long a call waits for the news of a log.
 */
export async function cockpitWorld(limits: Partial<HttpLimits> = {}, logWaitMs = 50): Promise<CockpitWorld> {
  const store = await inlineCockpitStore();
  const world = { nowMs: Date.UTC(2026, 5, 1, 12, 0, 0) };
  const clock = { now: () => world.nowMs };
  const hub = createEventHub<StreamEvent>('epoch');
  const logged: string[] = [];
  const waits: number[] = [];
  const verified = { count: 0 };
  const history = projector(store, hub);
  const controller = fakeController('controller', clock, history.take);
  await store.change(async (stores) => {
    unwrap(await stores.identityServices.save(service));
    for (const role of defaultRolesOf(serviceId)) await stores.roles.save(role);
    unwrap(
      await stores.controllers.add({ controllerId: 'controller', title: '', address: '127.0.0.1:4444' }),
    );
  });
  const calls = createCallServer({
    data: store,
    identityRevision: store.identityRevision,
    controllers: {
      list: () => [controller],
      find: (id) => (id === controller.controllerId ? controller : undefined),
    },
    hub,
    audit: cockpitAudit('cockpit', clock, sha256),
    settings: { version: '0.1.0', timeZone: 'UTC', readYourWritesMs: 100, logWaitMs },
    buildService: (settings) =>
      settings.type === 'JOC' ? plainPasswords(settings, store, verified) : undefined,
    login: {
      gate: tryGate(),
      wait: async (ms) => {
        waits.push(ms);
        world.nowMs += ms;
      },
      trace: recordingLog(logged),
    },
    logSwitches: memorySwitches(),
    hasher: plainHasher,
    isLeaked: (folded) => folded === 'lollipop hamster',
    sealer: plainSealer,
    clock,
    sha256,
    randomBytes: random,
    log: recordingLog(logged),
  });
  await calls.identityServices.look();
  const server = await createHttpServer({
    ...calls,
    permissionNames: new Set(permissions),
    installation: 'test',
    publicUrl: 'https://cockpit.example',
    clock,
    randomBytes: random,
    log: recordingLog(logged),
    checkAnswers: true,
    limits,
  });
  return Object.assign(world, {
    server,
    calls,
    store,
    controller,
    hub,
    logged,
    waits,
    verified,
    account: async (name: string, rights: AccountRights = { roles: ['all'] }) => {
      await saveAccount(store, unwrap(accountName(name)), rights);
      return logInAs(server, name);
    },
    historySettled: history.settled,
    async close() {
      await server.close();
      await history.settled();
      await calls.refusals.end();
      await store.close();
    },
  });
}

/** Sends one request to a server, and reads the answer. */
export async function send(
  server: HttpServer,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<WorldAnswer> {
  const payload = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await server.inject({
    method: 'POST',
    url: `/joc/api${path}`,
    headers: { ...(payload === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
  const isJson = String(answer.headers['content-type']).startsWith('application/json');
  return {
    status: answer.statusCode,
    body: isJson ? answer.json() : undefined,
    headers: answer.headers,
    text: answer.body,
  };
}

/** The header of a login by account and password. */
export function basic(account: string, secret: string = password): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${account}:${secret}`, 'utf8').toString('base64')}` };
}

async function logInAs(server: HttpServer, name: string): Promise<RestClient> {
  const answer = await send(server, '/authentication/login', undefined, basic(name));
  if (answer.status !== 200) throw new Error(`login of ${name}: ${answer.status} ${answer.text}`);
  const token: string = answer.body.accessToken;
  return {
    token,
    call: (path, body, headers = {}) => send(server, path, body, { 'x-access-token': token, ...headers }),
  };
}

async function saveAccount(store: CockpitStore, name: AccountName, rights: AccountRights): Promise<void> {
  const own = unwrap(roleName(`own-${name}`));
  const key = accountKey(serviceId, name);
  await store.change(async (stores) => {
    if (rights.permissions !== undefined)
      await stores.roles.save({
        serviceId,
        name: own,
        ordering: 100,
        permissions: rights.permissions,
        folders: rights.folders ?? [],
      });
    unwrap(
      await stores.accounts.save({
        key,
        serviceId,
        name,
        disabled: false,
        forcePasswordChange: rights.forcePasswordChange ?? false,
        roles: [
          ...(rights.roles ?? []).map((role) => unwrap(roleName(role))),
          ...(rights.permissions === undefined ? [] : [own]),
        ],
        createdAtMs: 0,
      }),
    );
    await stores.passwords.save(key, new Secret(`plain:${password}`));
  });
}

/** Hashes that a test can read. */
const plainHasher: PasswordHasher = {
  hash: async (typed) => succeed(new Secret(`plain:${typed.reveal()}`)),
  verify: async (typed, hash) => succeed(hash?.reveal() === `plain:${typed.reveal()}`),
  needsRehash: () => false,
};

/** Seals so that a test sees what is sealed and where, and that nothing stands there in clear. */
const plainSealer: Sealer = {
  seal: (secret, place) => `${place}|${Buffer.from(secret.reveal(), 'utf8').toString('base64')}`,
  open: (sealed, place) =>
    sealed.startsWith(`${place}|`)
      ? succeed(new Secret(Buffer.from(sealed.slice(place.length + 1), 'base64').toString('utf8')))
      : refuse(problem('KeyUnusable')),
};

/** An Identity Service that keeps passwords as they are: hashing them is the adapter's part, and slow. */
function plainPasswords(
  settings: IdentityServiceSettings,
  store: CockpitStore,
  verified: { count: number },
): IdentityService & {
  changePassword: (change: {
    readonly subject: string;
    readonly oldPassword: Secret;
    readonly newPassword: Secret;
  }) => Promise<
    | { readonly kind: 'changed'; readonly stored: { readonly previous: Secret; readonly next: Secret } }
    | { readonly kind: 'rejected'; readonly reason: 'wrongPassword' }
  >;
} {
  return {
    settings,
    check: async () => ({ healthy: true }),
    close: async () => undefined,
    async begin({ accountName: name, password: typed }) {
      verified.count += 1;
      const account =
        name === undefined ? undefined : await store.read.accounts.findByName(settings.id, name);
      if (account === undefined) return { kind: 'notMine' };
      const stored = await store.read.passwords.find(account.key);
      if (typed === undefined || stored?.reveal() !== `plain:${typed.reveal()}`)
        return { kind: 'rejected', reason: 'wrongPassword' };
      return {
        kind: 'verified',
        identity: {
          subject: subjectOfKey(account.key),
          accountName: account.name,
          groups: [],
          methods: ['pwd'],
        },
      };
    },
    async changePassword({ subject, oldPassword, newPassword }) {
      const previous = await store.read.passwords.find(accountKey(settings.id, subject));
      if (previous?.reveal() !== `plain:${oldPassword.reveal()}`)
        return { kind: 'rejected', reason: 'wrongPassword' };
      return { kind: 'changed', stored: { previous, next: new Secret(`plain:${newPassword.reveal()}`) } };
    },
  };
}

/** Projects the events of the Controller into the history, one after the other, and tells the hub. */
function projector(store: CockpitStore, hub: EventHub<StreamEvent>) {
  let lane: Promise<unknown> = Promise.resolve();
  const controllerId = 'controller';
  const journalId = 'journal-of-controller-1';
  const take: NonNullable<Parameters<typeof fakeController>[2]> = (stamped, before, after) => {
    const changes = historyChangesOf(stamped, {
      order: (orderId) => findOrder(after, orderId) ?? findOrder(before, orderId),
      criticality: () => 'NORMAL',
      accountName: (key: string) => key,
    });
    lane = lane.then(async () => {
      const cursor = await store.read.history.cursor(controllerId);
      await store.change(({ history }) =>
        history.project({ controllerId, after: cursor, upTo: { journalId, eventId: stamped.id }, changes }),
      );
      const { event } = stamped;
      if (!('orderId' in event)) return;
      const order = findOrder(after, event.orderId) ?? findOrder(before, event.orderId);
      if (order === undefined) return;
      hub.publish({
        kind: 'order',
        controllerId,
        orderId: order.id,
        workflowPath: order.workflow.path,
        event: event.kind,
        atMs: stamped.atMs,
      });
    });
  };
  return {
    take,
    settled: async () => {
      await lane;
    },
  };
}

/** Switches of a log that has no files. */
function memorySwitches(): LogSwitches {
  const until = new Map<string, number>();
  return {
    switch: (name, untilMs) => {
      until.set(name, untilMs);
    },
    switchedUntil: (name) => until.get(name) ?? 0,
  };
}

function recordingLog(lines: string[]): Log {
  const write = (event: string, fields?: LogFields) => {
    lines.push(
      `${event} ${JSON.stringify(fields, (_key, value) => (value instanceof Error ? (value.stack ?? '') : value))}`,
    );
  };
  const log: Log = { error: write, warn: write, info: write, debug: write, with: () => log };
  return log;
}

/** A workflow with one job, at the Agent of the world. */
export function sampleWorkflow(script = 'echo hello'): Readonly<Record<string, unknown>> {
  return {
    instructions: [{ TYPE: 'Execute.Named', jobName: 'job', label: 'job' }],
    jobs: { job: { agentName: 'agent', executable: { TYPE: 'ShellScriptExecutable', script } } },
  };
}

/** Deploys workflows at the Controller of a world, without the inventory. */
export function deployed(world: CockpitWorld, ...paths: readonly string[]): void {
  world.controller.force({
    kind: 'DeployWorkflows',
    account: 'test/1',
    deploy: paths.map((path) => ({ path, versionId: 'v1', definition: sampleWorkflow() })),
    withdraw: [],
  });
}

/** Calls that a test names by their id. */
export function pathOf(routeId: RouteId): string {
  return `/${routeId.replaceAll('.', '/')}`;
}

/** Makes a value as the page makes it at its login. */
export function newPageValue(): string {
  return base64url(random(32));
}
