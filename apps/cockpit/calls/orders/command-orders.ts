import type { AuditEventName, AuditTarget } from '@interlock/audit';
import { type FolderPath, type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import type { Call, RequestOf } from '@interlock/cockpit-api';
import type { Permission } from '@interlock/iam';
import type { OnBehalf } from '@interlock/node-api';
import type { Order } from '@interlock/workflow';
import { decide } from '../../access/decide.ts';
import { auditReason } from '../../audit/audit-reason.ts';
import type { CallPorts } from '../../call-ports.ts';
import type { RegisteredController } from '../../controllers/controller-gateway.ts';
import { controllerOf } from '../../controllers/controller-of.ts';
import { folderOfOrder, knownMirror } from '../../controllers/mirror-reading.ts';
import type { Caller } from '../../sessions/caller.ts';
import { sendCommand } from '../send-command.ts';
import { selectOrders, unknownOrder } from './select-orders.ts';

/** What a command for orders is about. */
export interface OrderCommand {
  readonly action: AuditEventName;
  /** The rights that it needs for an order, all of them. */
  permissionsFor(order: Order): readonly Permission[];
  /** The right that the Controller is told for all of them. */
  permissionFor(orders: readonly Order[]): Permission;
  /** Whether an order is in a state that allows it. */
  isPossible(order: Order): boolean;
  /** What is said of one that is not, such as `resumable`. */
  readonly adjective: string;
  /** Asks the Controller. */
  send(
    controller: RegisteredController,
    orderIds: string[],
    onBehalf: OnBehalf,
    signal: AbortSignal,
  ): Promise<Result<{ readonly eventId: number }>>;
}

type OrdersCall = 'orders.cancel' | 'orders.suspend' | 'orders.resume';

/**
 * A command for orders, decided whole before anything is done (semantics §5.8): one order that is unknown, forbidden
 * or in the wrong state refuses all, and is named. Orders that a folder or a workflow selects, and that are in
 * another state, are passed over.
 */
export async function commandOrders(
  ports: CallPorts,
  call: Call<OrdersCall, Caller>,
  command: OrderCommand,
): Promise<Result<{ readonly ok: true }>> {
  const { caller, facts } = call;
  const request: RequestOf<'orders.cancel'> = call.request;
  const controller = controllerOf(ports.controllers, caller, request.controllerId);
  if (!controller.ok) return controller;
  const mirror = knownMirror(controller.value);
  if (!mirror.ok) return mirror;
  const { controllerId } = controller.value;
  const selected = selectOrders(mirror.value, caller, controllerId, request, facts.atMs);
  if (!selected.ok) return selected;
  const folderOf = (order: Order) => folderOfOrder(mirror.value, order);
  const decided = decideAll(selected.value, caller, controllerId, command, folderOf);
  if (!decided.ok) return decided;
  const orders = decided.value;
  const sent = await sendCommand(ports, call, {
    controller: controller.value,
    action: command.action,
    ...auditReason(request.auditLog),
    targets: orders.map((order) => targetOf(order, folderOf(order), controllerId)),
    permission: command.permissionFor(orders),
    folders: orders.map(folderOf),
    ask: (onBehalf, signal) =>
      command.send(
        controller.value,
        orders.map(({ id }) => id),
        onBehalf,
        signal,
      ),
  });
  return sent.ok ? succeed({ ok: true }) : sent;
}

function decideAll(
  selected: { readonly orders: readonly Order[]; readonly named: boolean },
  caller: Caller,
  controllerId: string,
  command: OrderCommand,
  folderOf: (order: Order) => FolderPath,
): Result<readonly Order[]> {
  const meant = selected.named
    ? selected.orders
    : selected.orders.filter((order) => command.isPossible(order));
  if (meant.length === 0) return refuse(problem('UnknownOrder', `No ${command.adjective} orders found.`));
  for (const order of meant) {
    for (const permission of command.permissionsFor(order)) {
      const decision = decide(caller, {
        permission,
        view: 'sos:products:controller:orders:view',
        controllerId,
        folder: folderOf(order),
        unknown: unknownOrder(order.id),
      });
      if (!decision.ok) return refuse(named(decision.problem, order.id));
    }
    if (!command.isPossible(order))
      return refuse(problem('OrderNotInState', `The order ${order.id} is not ${command.adjective}.`));
  }
  return succeed(meant);
}

function named(refusal: Problem, orderId: string): Problem {
  return refusal.code === 'PermissionDenied'
    ? { ...refusal, message: `${refusal.message.slice(0, -1)}, for the order ${orderId}.` }
    : refusal;
}

function targetOf(order: Order, folder: FolderPath, controllerId: string): AuditTarget {
  return { kind: 'order', id: order.id, folder, controllerId };
}
