import { type FolderPath, folderOf, type Result, succeed } from '@interlock/base';
import type { Call } from '@interlock/cockpit-api';
import type { Deployment, InventoryStore, NewDeployment } from '@interlock/workflow';
import { decide } from '../../../access/decide.ts';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts } from '../../../call-ports.ts';
import type { RegisteredController } from '../../../controllers/controller-gateway.ts';
import { controllerOf } from '../../../controllers/controller-of.ts';
import type { Caller } from '../../../sessions/caller.ts';
import type { Handler } from '../../call-handler.ts';
import { sendCommand } from '../../send-command.ts';
import { unknownObject } from '../find-item.ts';
import { type DeploymentPlan, planDeployment } from './plan-deployment.ts';

/**
 * Deploys drafts to Controllers and withdraws workflows, decided whole before anything is done: one that is unknown,
 * forbidden or not valid refuses all. Each Controller then takes all of it or nothing.
 */
export function deploy(ports: CallPorts): Handler<'inventory.deployment.deploy'> {
  return async (call) => {
    const { caller, request } = call;
    const controllers: RegisteredController[] = [];
    for (const controllerId of new Set(request.controllerIds)) {
      const controller = controllerOf(ports.controllers, caller, controllerId);
      if (!controller.ok) return controller;
      controllers.push(controller.value);
    }
    const plan = await planDeployment(ports, caller, request);
    if (!plan.ok) return plan;
    const decision = decideAtControllers(caller, controllers, plan.value);
    if (!decision.ok) return decision;
    for (const controller of controllers) {
      const done = await deployTo(ports, call, controller, plan.value);
      if (!done.ok) return done;
    }
    const { atMs } = call.facts;
    for (const { item } of plan.value.deploy) ports.hub.publish({ kind: 'inventory', path: item.path, atMs });
    return succeed({ ok: true });
  };
}

function decideAtControllers(
  caller: Caller,
  controllers: readonly RegisteredController[],
  plan: DeploymentPlan,
): Result<void> {
  for (const { controllerId } of controllers)
    for (const item of [...plan.deploy.map((part) => part.item), ...plan.withdraw]) {
      const decision = decide(caller, {
        permission: 'sos:products:controller:deployment:deploy',
        view: 'sos:products:joc:inventory:view',
        controllerId,
        folder: folderOf(item.path),
        unknown: unknownObject(item.path),
      });
      if (!decision.ok) return decision;
    }
  return succeed(undefined);
}

async function deployTo(
  ports: CallPorts,
  call: Call<'inventory.deployment.deploy', Caller>,
  controller: RegisteredController,
  plan: DeploymentPlan,
): Promise<Result<unknown>> {
  const { controllerId } = controller;
  const items = [...plan.deploy.map(({ item }) => item), ...plan.withdraw];
  const folders: readonly FolderPath[] = items.map(({ path }) => folderOf(path));
  const deployments = newDeployments(plan, controllerId, call);
  let sent: readonly Deployment[] = [];
  return sendCommand(ports, call, {
    controller,
    action: 'WorkflowsDeployed',
    ...auditReason(call.request.auditLog),
    targets: items.map(({ path }) => ({ kind: 'workflow', id: path, folder: folderOf(path), controllerId })),
    permission: 'sos:products:controller:deployment:deploy',
    folders,
    before: async ({ inventory }) => {
      sent = await addAll(inventory, deployments);
    },
    after: async ({ inventory }, result) => {
      const state = result.ok ? 'deployed' : 'refused';
      const message = result.ok ? undefined : result.problem.message;
      for (const { deploymentId } of sent) await inventory.settleDeployment(deploymentId, state, message);
    },
    ask: (onBehalf, signal) =>
      controller.command(
        'deploy-workflows',
        {
          deploy: plan.deploy.map(({ item, versionId, definition }) => ({
            path: item.path,
            versionId,
            definition: definition as Record<string, never>,
          })),
          withdraw: plan.withdraw.map(({ path }) => path),
        },
        onBehalf,
        signal,
      ),
  });
}

async function addAll(
  inventory: InventoryStore,
  deployments: readonly NewDeployment[],
): Promise<readonly Deployment[]> {
  const added: Deployment[] = [];
  for (const deployment of deployments) added.push(await inventory.addDeployment(deployment));
  return added;
}

function newDeployments(
  plan: DeploymentPlan,
  controllerId: string,
  { caller, facts }: Call<'inventory.deployment.deploy', Caller>,
): readonly NewDeployment[] {
  const shared = { controllerId, account: caller.accountKey, atMs: facts.atMs };
  return [
    ...plan.deploy.map(({ item, versionId, definition }) => ({
      ...shared,
      itemId: item.itemId,
      type: item.type,
      path: item.path,
      versionId,
      operation: 'deploy' as const,
      configuration: definition,
    })),
    ...plan.withdraw.map((item) => ({
      ...shared,
      itemId: item.itemId,
      type: item.type,
      path: item.path,
      versionId: '',
      operation: 'withdraw' as const,
    })),
  ];
}
