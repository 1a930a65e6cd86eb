import { refuse, succeed } from '@interlock/base';
import type { CallPorts } from '../../../call-ports.ts';
import { configurationObject } from '../../../mapping/inventory-object.ts';
import type { Handler } from '../../call-handler.ts';
import { decideOnItem, findItem, inventoryType, unknownObject } from '../find-item.ts';

const view = 'sos:products:joc:inventory:view';

/** Reads an object of the inventory by id, path or unique name. */
export function readConfiguration(ports: CallPorts): Handler<'inventory.read.configuration'> {
  return async ({ caller, request }) => {
    const { inventory } = ports.data.read;
    if (request.id !== undefined && request.path === undefined) {
      const item = await inventory.findById(request.id);
      const unknown = unknownObject(String(request.id));
      if (item === undefined) return refuse(unknown);
      const decision = decideOnItem(caller, view, item, unknown);
      return decision.ok ? succeed(configurationObject(item)) : decision;
    }
    const type = inventoryType(request.objectType ?? 'WORKFLOW');
    if (!type.ok) return type;
    const found = await findItem(inventory, caller, view, type.value, request.path ?? '');
    return found.ok ? succeed(configurationObject(found.value)) : found;
  };
}
