import { problem, refuse, type Secret, silentLog, succeed } from '@interlock/base';
import {
  type Call,
  type CallGate,
  type CallHandlers,
  type Refused,
  type RouteId,
  routeIds,
  routes,
} from '@interlock/cockpit-api';
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../index.ts';

/** Who calls, in these tests. */
export interface FakeCaller {
  readonly account: string;
  readonly mustChange: boolean;
  /** Whether it is an API token that calls. */
  readonly byToken?: boolean;
}

/** A Cockpit behind the border that knows two tokens and answers every call with what it was asked. */
export interface FakeCockpit {
  readonly server: HttpServer;
  /** The ids of the calls that reached a handler, in order. */
  readonly reached: RouteId[];
  readonly refused: Refused<FakeCaller>[];
  /** Whether each identification counted as activity. */
  readonly activities: boolean[];
  /** Sessions that still live. */
  readonly tokens: Map<string, FakeCaller>;
  /** Ends a session: it is unknown from now on, and its streams are cut. */
  endSession(token: string): void;
  handle(routeId: RouteId, handler: (call: Call<RouteId, FakeCaller>) => unknown): void;
}

/** The header value that the page of these tests has made. */
export const pageValue = 'p'.repeat(43);

/** The permission that nobody here holds. */
export const heldByNobody = 'sos:products:controller:orders:cancel';

/** Makes the border over a fake Cockpit. */
export async function fakeCockpit(
  options: Partial<HttpServerOptions<FakeCaller>> = {},
): Promise<FakeCockpit> {
  const reached: RouteId[] = [];
  const refused: Refused<FakeCaller>[] = [];
  const activities: boolean[] = [];
  const tokens = new Map<string, FakeCaller>([
    ['good', { account: 'ann', mustChange: false }],
    ['first', { account: 'new', mustChange: true }],
    ['machine', { account: 'ann', mustChange: false, byToken: true }],
  ]);
  const ends = new Map([...tokens.keys()].map((token) => [token, new AbortController()]));
  const special = new Map<RouteId, (call: Call<RouteId, FakeCaller>) => unknown>();
  const gate: CallGate<FakeCaller> = {
    async identify(credential, _facts, isActivity) {
      const token = tokenOf(credential);
      const caller = token === undefined ? undefined : tokens.get(token);
      if (caller === undefined) return refuse(problem('SessionUnknown'));
      activities.push(isActivity);
      return succeed(caller);
    },
    identifyAgain(credential) {
      const caller = tokens.get(tokenOf(credential) ?? '');
      return caller === undefined ? refuse(problem('SessionUnknown')) : succeed(caller);
    },
    untilEnded: (_caller, credential, signal) =>
      AbortSignal.any([signal, ends.get(tokenOf(credential) ?? '')?.signal ?? AbortSignal.abort()]),
    calledByToken: (caller) => caller.byToken ?? false,
    accountOf: (caller) => caller.account,
    mustChangePassword: (caller) => caller.mustChange,
    async authorize(route) {
      const asks: readonly string[] = 'permissions' in route.access ? route.access.permissions : [];
      return asks.includes(heldByNobody) ? refuse(problem('PermissionDenied')) : succeed(undefined);
    },
    refused: (refusal) => refused.push(refusal),
  };
  const handlers = Object.fromEntries(
    routeIds.map((id) => [
      id,
      async (call: Call<RouteId, FakeCaller>) => {
        reached.push(id);
        const handler = special.get(id);
        return handler === undefined ? succeed({ asked: call.request }) : handler(call);
      },
    ]),
  ) as unknown as CallHandlers<FakeCaller>;
  let requests = 0;
  const server = await createHttpServer({
    gate,
    handlers,
    permissionNames: permissionsOfAllRoutes(),
    installation: 'test',
    publicUrl: 'https://cockpit.example',
    clock: { now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 6) },
    randomBytes: (count) => new Uint8Array(count).fill(requests++),
    log: silentLog,
    ...options,
  });
  return {
    server,
    reached,
    refused,
    activities,
    tokens,
    endSession: (token) => {
      tokens.delete(token);
      ends.get(token)?.abort();
    },
    handle: (routeId, handler) => special.set(routeId, handler),
  };
}

/** Every permission that the table names. */
export function permissionsOfAllRoutes(): ReadonlySet<string> {
  return new Set(
    Object.values(routes).flatMap(({ access }) => ('permissions' in access ? access.permissions : [])),
  );
}

function tokenOf(credential: {
  readonly kind: string;
  readonly token?: Secret;
  readonly cookie?: Secret;
  readonly pageValue?: Secret;
}): string | undefined {
  if (credential.kind === 'token') return credential.token?.reveal();
  return credential.pageValue?.reveal() === pageValue ? credential.cookie?.reveal() : undefined;
}
