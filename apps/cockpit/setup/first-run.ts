import { base64url, type Problem, type RandomBytes, type Transactor } from '@interlock/base';
import { type CallHandlers, type CallRefusal, type RouteId, routes } from '@interlock/cockpit-api';
import type { IamPorts } from '@interlock/iam';
import type { FactStore } from '@interlock/workflow';
import type { WithAudit } from '../audit/cockpit-audit.ts';
import type { Caller } from '../sessions/caller.ts';
import { type FollowPorts, followOrder } from './first-order.ts';
import { firstWorkflowPath, samples } from './samples/samples.ts';
import { asSetupAccount, type SetupAccountPorts } from './setup-account.ts';

/** What the first run needs. */
export interface FirstRunPorts extends Omit<SetupAccountPorts, 'store'> {
  readonly store: Transactor<IamPorts & WithAudit & { readonly facts: FactStore }>;
  readonly facts: FactStore;
  /** The same handlers that answer the API. */
  readonly handlers: CallHandlers<Caller>;
  readonly follow: FollowPorts;
  readonly randomBytes: RandomBytes;
  readonly progress: (text: string) => void;
}

/** The fact that the first run is over. */
const doneFact = 'firstRun';

/** The first order, and how it ended. */
export interface FirstOrder {
  readonly orderId: string;
  readonly outcome: 'succeeded' | 'failed';
}

/** Deploys the samples and runs the first order, once in the life of an installation; afterwards nothing. */
export async function firstRun(
  ports: FirstRunPorts,
  controllerId: string,
  agentId: string,
): Promise<FirstOrder | undefined> {
  if ((await ports.facts.get(doneFact)) === 'done') return undefined;
  const orderId = await asSetupAccount(ports, async (caller) => {
    await deploySamples(ports, caller, controllerId, agentId);
    return addFirstOrder(ports, caller, controllerId);
  });
  ports.progress(`first order: ${orderId}`);
  const outcome = await followOrder(ports.follow, controllerId, orderId);
  await ports.store.change((stores) => stores.facts.set(doneFact, 'done'));
  return { orderId, outcome };
}

async function deploySamples(
  ports: FirstRunPorts,
  caller: Caller,
  controllerId: string,
  agentId: string,
): Promise<void> {
  const all = samples(agentId);
  for (const { path, configuration } of all) {
    await call(ports, caller, 'inventory.store', { path, objectType: 'WORKFLOW', configuration });
  }
  const draftConfigurations = all.map(({ path }) => ({ configuration: { path, objectType: 'WORKFLOW' } }));
  await call(ports, caller, 'inventory.deployment.deploy', {
    controllerIds: [controllerId],
    store: { draftConfigurations },
  });
  ports.progress(`sample workflows deployed: ${all.map(({ path }) => path).join(', ')}`);
}

async function addFirstOrder(ports: FirstRunPorts, caller: Caller, controllerId: string): Promise<string> {
  const orders = [{ workflowPath: firstWorkflowPath, orderName: 'first' }];
  const answer = await call(ports, caller, 'orders.add', { controllerId, orders });
  const orderId = (answer as { readonly orderIds?: readonly string[] }).orderIds?.[0];
  if (orderId === undefined) throw new Error('the first order has no id');
  return orderId;
}

type AnyHandler = (call: object) => ReturnType<CallHandlers<Caller>[RouteId]>;

/** Does a call of the API within this process: the same schema, handler, decisions and audit records. */
async function call(ports: FirstRunPorts, caller: Caller, routeId: RouteId, body: object): Promise<unknown> {
  const request: unknown = routes[routeId].request.parse(body);
  const facts = {
    requestId: base64url(ports.randomBytes(12)),
    routeId,
    atMs: ports.clock.now(),
    clientAddress: '127.0.0.1',
    isSecure: true,
    isBackground: true,
  };
  const signal = AbortSignal.timeout(30_000);
  const handler = ports.handlers[routeId] as AnyHandler;
  const done = await handler({
    routeId,
    request,
    caller,
    facts,
    login: {},
    credential: { kind: 'none' },
    signal,
  });
  if (!done.ok) throw new Error(`${routeId} was refused to the first start: ${textOf(done.problem)}`);
  return done.value;
}

function textOf(refusal: CallRefusal): string {
  return 'refusedItems' in refusal
    ? refusal.refusedItems.map((item) => item.problem.message).join(' ')
    : (refusal as Problem).message;
}
