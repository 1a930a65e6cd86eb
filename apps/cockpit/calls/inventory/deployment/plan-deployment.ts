import {
  base64url,
  canonicalJson,
  folderOf,
  folderPath,
  type Json,
  type Problem,
  problem,
  type Result,
  refuse,
  type Sha256,
  succeed,
} from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import { folderFilter } from '@interlock/iam';
import { type InventoryItem, type InventoryStore, parseWorkflow } from '@interlock/workflow';
import type { CallPorts } from '../../../call-ports.ts';
import type { Caller } from '../../../sessions/caller.ts';
import { findItem, inventoryType, unknownObject } from '../find-item.ts';

type DeployRequest = RequestOf<'inventory.deployment.deploy'>;
type Deployable = NonNullable<NonNullable<DeployRequest['store']>['draftConfigurations']>[number];

const deployRight = 'sos:products:joc:inventory:deploy';
const itemsMax = 1_000;

/** What is to be brought to the Controllers, and what is to be withdrawn from them. */
export interface DeploymentPlan {
  readonly deploy: readonly {
    readonly item: InventoryItem;
    readonly versionId: string;
    readonly definition: Json;
  }[];
  readonly withdraw: readonly InventoryItem[];
}

/** Finds what a request means, decided by the rights in the inventory; the rights at the Controllers are another matter. */
export async function planDeployment(
  ports: CallPorts,
  caller: Caller,
  request: DeployRequest,
): Promise<Result<DeploymentPlan>> {
  const { inventory } = ports.data.read;
  // Clients name an object as a draft and as deployed; one of the two is enough.
  const stored = [
    ...(request.store?.draftConfigurations ?? []),
    ...(request.store?.deployConfigurations ?? []),
  ];
  const toDeploy = await itemsOf(inventory, caller, stored);
  if (!toDeploy.ok) return toDeploy;
  const toWithdraw = await itemsOf(inventory, caller, request.delete?.deployConfigurations ?? []);
  if (!toWithdraw.ok) return toWithdraw;
  if (toDeploy.value.length + toWithdraw.value.length === 0)
    return refuse(problem('UnknownObject', 'There is nothing to deploy.'));
  const deployed = [];
  for (const item of toDeploy.value) {
    const parsed = parseWorkflow(item.configuration);
    if (!parsed.ok || !item.isValid)
      return refuse(
        problem(
          'InvalidWorkflow',
          `The workflow ${item.path} is not valid: ${item.invalidMessage ?? 'see its problems'}`,
          parsed.ok ? {} : fieldOf(parsed.problem),
        ),
      );
    const definition = parsed.value as unknown as Json;
    deployed.push({ item, definition, versionId: versionOf(definition, ports.sha256) });
  }
  return succeed({ deploy: deployed, withdraw: toWithdraw.value });
}

/** The first field of the workflow that is at fault. */
function fieldOf([first]: readonly Problem[]): { readonly field?: string } {
  return first?.field === undefined ? {} : { field: first.field };
}

/** The same content has the same version, so that deploying it again is no change. */
function versionOf(definition: Json, sha256: Sha256): string {
  return base64url(sha256(canonicalJson(definition))).slice(0, 22);
}

async function itemsOf(
  inventory: InventoryStore,
  caller: Caller,
  wanted: readonly Deployable[],
): Promise<Result<readonly InventoryItem[]>> {
  const items = new Map<number, InventoryItem>();
  for (const { configuration } of wanted) {
    const found =
      configuration.objectType === 'FOLDER'
        ? await itemsInFolder(inventory, caller, configuration.path, configuration.recursive ?? true)
        : await oneItem(inventory, caller, configuration);
    if (!found.ok) return found;
    for (const item of found.value) items.set(item.itemId, item);
  }
  if (items.size > itemsMax)
    return refuse(problem('InvalidInput', `More than ${itemsMax} objects are deployed at once.`));
  return succeed([...items.values()]);
}

async function oneItem(
  inventory: InventoryStore,
  caller: Caller,
  { path, objectType }: Deployable['configuration'],
): Promise<Result<readonly InventoryItem[]>> {
  const type = inventoryType(objectType);
  if (!type.ok) return type;
  const item = await findItem(inventory, caller, deployRight, type.value, path);
  return item.ok ? succeed([item.value]) : item;
}

/** Of a folder those that the caller may deploy; what is not valid stays where it is. */
async function itemsInFolder(
  inventory: InventoryStore,
  caller: Caller,
  path: string,
  recursive: boolean,
): Promise<Result<readonly InventoryItem[]>> {
  const folder = folderPath(path, 'path');
  if (!folder.ok) return folder;
  const mayDeploy = folderFilter(caller.rights, { permission: deployRight });
  const items = await inventory.listItems(folder.value, {
    recursive,
    type: 'WORKFLOW',
    countMax: itemsMax + 1,
  });
  const own = items.filter((item) => mayDeploy(folderOf(item.path)) && item.isValid);
  return own.length === 0 ? refuse(unknownObject(path)) : succeed(own);
}
