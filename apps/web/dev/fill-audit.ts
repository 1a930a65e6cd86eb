import { moment } from './builders.ts';
import { pick, seeded } from './seed.ts';
import type { World } from './world.ts';

const auditSamples = [
  ['OrdersAdded', './orders/add', 'CONTROLLER', 'succeeded', 'Re-run after the rates came late'],
  ['OrdersCancelled', './orders/cancel', 'CONTROLLER', 'succeeded', 'Duplicate'],
  ['LoggedIn', './authentication/login', 'IDENTITY', 'succeeded', ''],
  ['LoginRefused', './authentication/login', 'IDENTITY', 'refused', ''],
  ['InventoryStored', './inventory/store', 'INVENTORY', 'succeeded', 'OPS-2231'],
  ['WorkflowsDeployed', './inventory/deployment/deploy', 'DEPLOYMENT', 'succeeded', 'OPS-2231'],
  ['OrdersResumed', './orders/resume', 'CONTROLLER', 'unknown', 'Agent was away'],
  ['OrdersCancelled', './orders/cancel', 'CONTROLLER', 'refused', ''],
] as const;

/** Puts an audit log into the world, newest first. */
export function fillAudit(world: World, count: number): void {
  const random = seeded(5);
  for (let index = 0; index < count; index++) {
    const [event, request, category, outcome, comment] =
      auditSamples[index % auditSamples.length] ?? auditSamples[0];
    world.audit.push({
      id: count - index,
      account: pick(['root', 'maria.huber', 'deploy-bot', 'n.okafor'], random),
      request,
      created: moment(world.nowMs() - index * 431_000),
      category,
      ...(category === 'CONTROLLER' ? { controllerId: 'controller' } : {}),
      ...(comment === '' ? {} : { comment }),
      parameters: JSON.stringify({
        controllerId: 'controller',
        orderIds: [`#2026-11-22#T4200000000${index % 10}-closing`],
      }),
      event,
      outcome,
    });
  }
}
