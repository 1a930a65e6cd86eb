import {
  type FolderPath,
  folderOf,
  folderPath,
  type Json,
  type ObjectPath,
  objectPath,
  problem,
  type Result,
  refuse,
  succeed,
} from '@interlock/base';
import type { Call, RequestOf, ResponseOf } from '@interlock/cockpit-api';
import { authorize } from '@interlock/iam';
import { type InventoryItem, type InventoryType, parseWorkflow } from '@interlock/workflow';
import { lacking } from '../../access/decide.ts';
import { auditReason } from '../../audit/audit-reason.ts';
import type { CallPorts } from '../../call-ports.ts';
import { configurationObject, folderObject } from '../../mapping/inventory-object.ts';
import type { Caller } from '../../sessions/caller.ts';
import type { Handler } from '../call-handler.ts';
import { inventoryType } from './find-item.ts';

const manage = 'sos:products:joc:inventory:manage';
type StoreCall = Call<'inventory.store', Caller>;

/**
 * Stores the draft of an object, whether it is valid or not; what is not valid is said in the answer and can not be
 * deployed. A folder is made with those above it.
 */
export function storeObject(ports: CallPorts): Handler<'inventory.store'> {
  return async (call) => {
    if (call.request.objectType === 'FOLDER') return storeFolder(ports, call);
    const type = inventoryType(call.request.objectType);
    if (!type.ok) return type;
    const path = objectPath(call.request.path, 'path');
    if (!path.ok) return path;
    const decision = requireManage(call.caller, folderOf(path.value));
    return decision.ok ? storeDraft(ports, call, type.value, path.value) : decision;
  };
}

function requireManage(caller: Caller, folder: FolderPath): Result<void> {
  if (authorize(caller.rights, { permission: manage, folder }).allowed) return succeed(undefined);
  return refuse(lacking(manage, { folder }));
}

async function storeDraft(
  ports: CallPorts,
  { caller, facts, request }: StoreCall,
  type: InventoryType,
  path: ObjectPath,
): Promise<Result<ResponseOf<'inventory.store'>>> {
  if (request.configuration === undefined)
    return refuse(problem('InvalidInput', 'The field configuration is missing.', { field: 'configuration' }));
  const name = path.slice(path.lastIndexOf('/') + 1);
  const draft = {
    type,
    path,
    configuration: request.configuration as Json,
    ...validity(request),
    ...titleOf(request.configuration),
    account: caller.accountKey,
    atMs: facts.atMs,
  };
  const stored = await ports.data.change(async (stores): Promise<InventoryItem | undefined> => {
    const other = await stores.inventory.findByName(type, name);
    if (other !== undefined && other.path !== path) return undefined;
    const item = await stores.inventory.storeDraft(draft);
    await ports.audit.note(stores, {
      action: 'InventoryStored',
      facts,
      caller,
      targets: [{ kind: 'workflow', id: path, folder: folderOf(path) }],
      ...auditReason(request.auditLog),
      details: { valid: draft.isValid },
    });
    return item;
  });
  if (stored === undefined)
    return refuse(problem('DuplicateName', `The name has to be unique: ${name}`, { field: 'path' }));
  ports.hub.publish({ kind: 'inventory', path, atMs: facts.atMs });
  return succeed(configurationObject(stored));
}

/** A client may say that what it stores is not valid; that it is, only the check can say. */
function validity({ configuration, valid }: RequestOf<'inventory.store'>) {
  const parsed = parseWorkflow(configuration);
  if (!parsed.ok)
    return {
      isValid: false,
      invalidMessage: parsed.problem
        .map(({ field = '', message }) => (message.startsWith(field) ? message : `${field}: ${message}`))
        .join('\n')
        .slice(0, 4_000),
    };
  return valid === false
    ? { isValid: false, invalidMessage: 'It was stored as not valid.' }
    : { isValid: true };
}

function titleOf(configuration: Readonly<Record<string, unknown>>): { readonly title?: string } {
  const { title } = configuration;
  return typeof title === 'string' && title !== '' ? { title: title.slice(0, 255) } : {};
}

async function storeFolder(
  ports: CallPorts,
  { caller, facts, request }: StoreCall,
): Promise<Result<ResponseOf<'inventory.store'>>> {
  const folder = folderPath(request.path, 'path');
  if (!folder.ok) return folder;
  const decision = requireManage(caller, folder.value);
  if (!decision.ok) return decision;
  await ports.data.change(async (stores) => {
    await stores.inventory.ensureFolder(folder.value);
    await ports.audit.note(stores, {
      action: 'InventoryStored',
      facts,
      caller,
      targets: [{ kind: 'folder', id: folder.value, folder: folder.value }],
      ...auditReason(request.auditLog),
    });
  });
  ports.hub.publish({
    kind: 'inventory',
    path: `${folder.value === '/' ? '' : folder.value}/folder`,
    atMs: facts.atMs,
  });
  return succeed(folderObject(folder.value, facts.atMs));
}
