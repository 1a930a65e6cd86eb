import { succeed } from '@interlock/base';
import { controllersWith } from '../../access/visible-controllers.ts';
import type { CallPorts } from '../../call-ports.ts';
import type { Handler } from '../call-handler.ts';

const view = 'sos:products:controller:view';

/** The ids of the Controllers that the caller may view, and the one he chose, else the first. */
export function controllerIds(ports: CallPorts): Handler<'controller.ids'> {
  return async ({ caller }) => {
    const ids = controllersWith(caller, ports.controllers, view).map(({ controllerId }) => controllerId);
    const chosen = await ports.data.read.controllers.selected(caller.accountKey);
    const selected = chosen !== undefined && ids.includes(chosen) ? chosen : (ids[0] ?? null);
    return succeed({ controllerIds: ids, selected });
  };
}
