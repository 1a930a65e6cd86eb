import { accountName, folderPath, unwrap } from '@interlock/base';
import { apiPath, type RouteId, routeIds, routes } from '@interlock/cockpit-api';
import { accountCounter, accountKey, defaultRoles, identityServiceId, roleName } from '@interlock/iam';
import {
  basic,
  type CockpitWorld,
  cockpitWorld,
  deployed,
  type RestClient,
  sampleWorkflow,
} from '../cockpit/cockpit-world.ts';
import { ranOrder } from '../cockpit/ran-order.ts';
import { sampleRequests } from './sample-requests.ts';

/** What each caller is answered on each route: the status, and JS7's code where there is one. */
export type RouteMatrix = Readonly<Record<RouteId, Readonly<Record<string, string>>>>;

/**
 * Asks every route as a stranger, as an account whose role grants nothing, and as one account for each shipped role.
 */
export async function routeMatrix(): Promise<RouteMatrix> {
  const world = await cockpitWorld();
  try {
    const root = await prepared(world);
    const callers = ['stranger', 'nothing', ...defaultRoles.map(({ name }) => name)];
    const rows: [RouteId, Record<string, string>][] = routeIds.map((id) => [id, {}]);
    for (const caller of callers)
      for (const [routeId, row] of rows) row[caller] = await asked(world, root, routeId, caller);
    return Object.fromEntries(rows) as RouteMatrix;
  } finally {
    await world.close();
  }
}

async function prepared(world: CockpitWorld): Promise<RestClient> {
  const root = await world.account('root');
  deployed(world, '/sample/ran');
  await ranOrder(world, '/sample/ran');
  await root.call('/inventory/store', {
    path: '/sample/drawn',
    objectType: 'WORKFLOW',
    configuration: sampleWorkflow(),
  });
  return root;
}

/** The account that the requests name, as it was before any of them. */
async function freshAccount({ store }: CockpitWorld): Promise<void> {
  await store.change(async ({ accounts, identityServices }) => {
    const [service] = await identityServices.list();
    if (service === undefined) throw new Error('the world has an Identity Service');
    const account = {
      key: accountKey(service.id, 'sample'),
      serviceId: service.id,
      name: unwrap(accountName('sample')),
      disabled: false,
      forcePasswordChange: false,
      roles: [],
      createdAtMs: 0,
    };
    unwrap(await accounts.save(account));
  });
}

/** The service and the role that the requests name, as they were before any of them. */
async function freshRole({ store }: CockpitWorld): Promise<void> {
  const serviceId = unwrap(identityServiceId('sample'));
  await store.change(async ({ identityServices, roles }) => {
    const [first] = await identityServices.list();
    if (first === undefined) throw new Error('the world has an Identity Service');
    await identityServices.remove(serviceId);
    unwrap(
      await identityServices.save({ ...first, id: serviceId, name: 'SAMPLE', ordering: 2, disabled: true }),
    );
    await roles.save({
      serviceId,
      name: unwrap(roleName('sample')),
      ordering: 1,
      permissions: [{ permission: 'sos:products:joc:auditlog:view', excluded: false }],
      folders: [{ folder: unwrap(folderPath('/sample')), recursive: true }],
    });
  });
}

/** A name on the blocklist, and one whose failed logins are counted. */
async function freshNames({ store }: CockpitWorld): Promise<void> {
  await store.change(async ({ blocklist, throttle }) => {
    await blocklist.save({ name: unwrap(accountName('blocked')), comment: '', sinceMs: 0 });
    const key = accountCounter(unwrap(accountName('sample')));
    await throttle.save({ key, recentMs: [], inRow: 1, lastMs: 0 });
  });
}

/** Each time with an account and a session of its own, so that what one call does is not met by the next. */
async function asked(
  world: CockpitWorld,
  root: RestClient,
  routeId: RouteId,
  caller: string,
): Promise<string> {
  const orderId = await freshOrder(root, routeId);
  if (routeId.startsWith('iam.account')) await freshAccount(world);
  if (/^iam\.(role|permission|folder|identityservice|export|import)/.test(routeId)) await freshRole(world);
  if (/^iam\.(blocked|accounts\.unthrottle)/.test(routeId)) await freshNames(world);
  const name = `${caller}-${routeId.replaceAll('.', '_')}`.toLowerCase();
  const headers = caller === 'stranger' ? {} : await tokenOf(world, name, caller);
  const route = routes[routeId];
  const body = sampleRequests[routeId](orderId);
  let isAnswered = false;
  const answering = world.server
    .inject({
      method: route.method,
      url: `${apiPath}${route.path}`,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    .finally(() => {
      isAnswered = true;
    });
  if (route.answer === 'events') {
    // A stream that is open ends with its session.
    while (!isAnswered && world.server.openStreams === 0)
      await new Promise((resolve) => setImmediate(resolve));
    await world.store.change(({ sessions }) => sessions.removeOfName(unwrap(accountName(name))));
  }
  const answer = await answering;
  const code = /"code":"(JOC-\d+)"/.exec(answer.body)?.[1];
  return code === undefined ? String(answer.statusCode) : `${answer.statusCode} ${code}`;
}

async function tokenOf(world: CockpitWorld, name: string, caller: string): Promise<Record<string, string>> {
  const rights = caller === 'nothing' ? { permissions: [] } : { roles: [caller] };
  const { token } = await world.account(name, rights);
  return { 'x-access-token': token, ...(name.endsWith('authentication_login') ? basic(name) : {}) };
}

/** An order that can be cancelled, suspended or resumed, as the route needs it. */
async function freshOrder(root: RestClient, routeId: RouteId): Promise<string> {
  if (!['order', 'orders.cancel', 'orders.suspend', 'orders.resume'].includes(routeId)) return '';
  const controllerId = 'controller';
  const added = await root.call('/orders/add', {
    controllerId,
    orders: [{ workflowPath: 'ran', scheduledFor: 'never' }],
  });
  const [orderId] = added.body.orderIds;
  if (routeId === 'orders.resume') await root.call('/orders/suspend', { controllerId, orderIds: [orderId] });
  return orderId;
}
