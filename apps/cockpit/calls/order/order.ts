import { refuse, succeed } from '@interlock/base';
import { findOrder } from '@interlock/workflow';
import { decide } from '../../access/decide.ts';
import { orderActions, rowRights } from '../../access/row-rights.ts';
import type { CallPorts } from '../../call-ports.ts';
import { controllerOf } from '../../controllers/controller-of.ts';
import { folderOfOrder, knownMirror, orderPlaces } from '../../controllers/mirror-reading.ts';
import { isoTime } from '../../mapping/iso-time.ts';
import { orderAnswer } from '../../mapping/order.ts';
import type { Handler } from '../call-handler.ts';
import { unknownOrder } from '../orders/select-orders.ts';

/** One order of a Controller. */
export function readOrder(ports: CallPorts): Handler<'order'> {
  return async ({ caller, request }) => {
    const controller = controllerOf(ports.controllers, caller, request.controllerId);
    if (!controller.ok) return controller;
    const mirror = knownMirror(controller.value);
    if (!mirror.ok) return mirror;
    const { controllerId } = controller.value;
    const order = findOrder(mirror.value.state, request.orderId);
    if (order === undefined) return refuse(unknownOrder(request.orderId));
    const folder = folderOfOrder(mirror.value, order);
    const view = 'sos:products:controller:orders:view';
    const decision = decide(caller, {
      permission: view,
      view,
      controllerId,
      folder,
      unknown: unknownOrder(order.id),
    });
    if (!decision.ok) return decision;
    const row = await ports.data.read.history.order({ controllerId, orderId: order.id });
    return succeed({
      ...orderAnswer(order, {
        surveyAtMs: mirror.value.atMs,
        compact: request.compact ?? false,
        ...orderPlaces(mirror.value)(order),
        ...(row === undefined ? {} : { historyId: row.historyId }),
        ...(request.withPermissions ? { can: rowRights(caller, orderActions, controllerId)(folder) } : {}),
      }),
      surveyDate: isoTime(mirror.value.atMs),
    });
  };
}
