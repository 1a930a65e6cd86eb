import { rootPassword, startWorld } from '../../testing/kill/world.ts';
import { type KeptClient, keptClient } from '../kept-client.ts';
import type { benchWorkflow } from './bench-workflow.ts';
import { followOrders, type OrderFollower } from './follow-orders.ts';

/** Cockpit, Controller and Agent as people run them, with one workflow. */
export interface Ours extends OrderFollower {
  /** A new order of the workflow, with an id of its own. */
  newOrder(): { readonly orderId: string; readonly workflowPath: string };
  /** Calls `/joc/api<path>` as `root`, over one kept connection. */
  call(path: string, body: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts the three programs in a folder of their own, deploys the workflow, and follows what happens to orders. */
export async function openOurs(workflow: ReturnType<typeof benchWorkflow>): Promise<Ours> {
  const world = await startWorld({ isDirect: true });
  const client = keptClient(world.cockpitUrl);
  const token = await logIn(client);
  const call = (path: string, body: unknown) =>
    client.post(`/joc/api${path}`, body, { 'x-access-token': token });
  const { path, objectType } = workflow;
  await call('/inventory/store', workflow);
  await call('/inventory/deployment/deploy', {
    controllerIds: ['controller'],
    store: { draftConfigurations: [{ configuration: { path, objectType } }] },
  });
  const follower = await followOrders(world.cockpitUrl, token);
  let orderCount = 0;
  return {
    ended: follower.ended,
    newOrder: () => ({
      orderId: `#2026-01-01#T${String(++orderCount).padStart(11, '0')}-bench`,
      workflowPath: path,
    }),
    call,
    async close() {
      await follower.close();
      client.close();
      await world.close();
    },
  };
}

async function logIn(client: KeptClient): Promise<string> {
  const authorization = `Basic ${Buffer.from(`root:${rootPassword}`).toString('base64')}`;
  const answer = await client.post('/joc/api/authentication/login', {}, { authorization });
  return (answer as { readonly accessToken: string }).accessToken;
}
