import {
  folderOf,
  type ObjectPath,
  type Problem,
  problem,
  type Result,
  refuse,
  succeed,
} from '@interlock/base';
import type { RefusedItem, RequestOf } from '@interlock/cockpit-api';
import type { ActInput } from '@interlock/node-api';
import {
  type DeployedWorkflow,
  lenientArguments,
  nextOrderTick,
  type OrderPreparation,
  orderIdOf,
  orderName,
  orderNameFrom,
  prepareArguments,
} from '@interlock/workflow';
import { decide } from '../../access/decide.ts';
import { auditReason } from '../../audit/audit-reason.ts';
import type { CallPorts } from '../../call-ports.ts';
import type { Mirror } from '../../controllers/controller-gateway.ts';
import { controllerOf, shown } from '../../controllers/controller-of.ts';
import { currentWorkflow, knownMirror } from '../../controllers/mirror-reading.ts';
import { startTime } from '../../mapping/dates/start-time.ts';
import type { Caller } from '../../sessions/caller.ts';
import type { Handler } from '../call-handler.ts';
import { sendCommand } from '../send-command.ts';

type Wanted = RequestOf<'orders.add'>['orders'][number];
type NewOrder = ActInput<'add-orders'>['orders'][number];

/** Adds orders, all or none; each refused one is named with its own reason, and then nothing was done. */
export function addOrders(ports: CallPorts): Handler<'orders.add'> {
  let tick = 0;
  const nextId = (nowMs: number, name: string) => {
    tick = nextOrderTick(tick, nowMs, chanceOf(ports.randomBytes(2)));
    return orderIdOf(tick, name);
  };
  return async (call) => {
    const { caller, facts, request } = call;
    const controller = controllerOf(ports.controllers, caller, request.controllerId);
    if (!controller.ok) return controller;
    const mirror = knownMirror(controller.value);
    if (!mirror.ok) return mirror;
    if (request.orders.length === 0)
      return refuse(problem('InvalidInput', 'There are no orders to add.', { field: 'orders' }));
    const { controllerId } = controller.value;
    const context: AddingContext = { nextId, caller, mirror: mirror.value, controllerId, nowMs: facts.atMs };
    const decided = request.orders.map((wanted, at) => ({ wanted, order: newOrder(wanted, at, context) }));
    const refused = decided.flatMap(({ wanted, order }) =>
      order.ok ? [] : [refusedItem(wanted, order.problem)],
    );
    if (refused.length > 0) return refuse({ refusedItems: refused });
    const orders = decided.flatMap(({ order }) => (order.ok ? [order.value] : []));
    const sent = await sendCommand(ports, call, {
      controller: controller.value,
      action: 'OrdersAdded',
      ...auditReason(request.auditLog),
      targets: orders.map(({ orderId, workflowPath }) => ({
        kind: 'order',
        id: orderId,
        folder: folderOf(workflowPath as ObjectPath),
        controllerId,
      })),
      permission: 'sos:products:controller:orders:create',
      folders: orders.map(({ workflowPath }) => folderOf(workflowPath as ObjectPath)),
      ask: (onBehalf, signal) => controller.value.command('add-orders', { orders }, onBehalf, signal),
    });
    if (sent.ok) return succeed({ orderIds: orders.map(({ orderId }) => orderId) });
    return refuse(
      isAboutOrders(sent.problem)
        ? { refusedItems: blame(request.orders, orders, sent.problem) }
        : sent.problem,
    );
  };
}

interface AddingContext {
  /** The id of an order that brings none. */
  nextId(nowMs: number, name: string): string;
  readonly caller: Caller;
  readonly mirror: Mirror;
  readonly controllerId: string;
  readonly nowMs: number;
}

function newOrder(wanted: Wanted, at: number, context: AddingContext): Result<NewOrder> {
  const field = (name: string) => `orders[${at}].${name}`;
  const deployed = currentWorkflow(context.mirror, wanted.workflowPath);
  const unknown = problem('UnknownWorkflow', `There is no workflow ${shown(wanted.workflowPath)}.`, {
    field: field('workflowPath'),
  });
  if (deployed === undefined) return refuse(unknown);
  const decision = decide(context.caller, {
    permission: 'sos:products:controller:orders:create',
    view: 'sos:products:controller:workflows:view',
    controllerId: context.controllerId,
    folder: folderOf(deployed.id.path as ObjectPath),
    unknown,
  });
  if (!decision.ok) return decision;
  for (const name of ['startPosition', 'endPositions', 'blockPosition'] as const)
    if (wanted[name] !== undefined && wanted[name].length > 0)
      return refuse(
        problem(
          'InvalidArguments',
          `Orders run from the beginning of their workflow to its end: ${name} is not taken here.`,
          { field: field(name) },
        ),
      );
  const start = startTime(wanted.scheduledFor, {
    nowMs: context.nowMs,
    timeZone: wanted.timeZone,
    field: field('scheduledFor'),
    zoneField: field('timeZone'),
  });
  if (!start.ok) return start;
  const name =
    wanted.orderName === undefined
      ? succeed(orderNameFrom(context.caller.accountName))
      : orderName(wanted.orderName, field('orderName'));
  if (!name.ok) return name;
  const given = argumentsFor(deployed, wanted.arguments, field('arguments'));
  if (!given.ok) return given;
  return succeed({
    orderId: wanted.orderId ?? context.nextId(context.nowMs, name.value),
    workflowPath: deployed.id.path,
    arguments: given.value,
    ...(start.value === undefined ? {} : { scheduledForMs: start.value }),
  });
}

/**
 * The arguments as the Controller wants them. Clients that know only texts send `"5"` for a Number; what the workflow
 * declares decides. Defaults and final values are the Controller's part; here only what does not fit is named.
 */
function argumentsFor(
  { workflow }: DeployedWorkflow,
  given: Wanted['arguments'],
  field: string,
): Result<NewOrder['arguments']> {
  const values = lenientArguments(workflow.orderPreparation, given ?? {});
  const prepared = prepareArguments(withoutFinals(workflow.orderPreparation), values, undefined, field);
  const [misfit] = prepared.ok ? [] : prepared.problem;
  return misfit === undefined ? succeed(values as NewOrder['arguments']) : refuse(misfit);
}

// Final values are made from what only the Controller knows.
function withoutFinals(preparation: OrderPreparation | undefined): OrderPreparation | undefined {
  if (preparation === undefined) return undefined;
  const given = Object.entries(preparation.parameters).filter(([, { final }]) => final === undefined);
  return { ...preparation, parameters: Object.fromEntries(given) };
}

function chanceOf([high = 0, low = 0]: Uint8Array): number {
  return (high * 256 + low) / 65_536;
}

function refusedItem(wanted: Wanted, refusal: Problem): RefusedItem {
  return { problem: refusal, path: wanted.workflowPath };
}

/** Whether the Controller refused the orders themselves, and not the call. */
function isAboutOrders({ code }: Problem): boolean {
  return [
    'InvalidArguments',
    'InvalidInput',
    'InvalidName',
    'UnknownWorkflow',
    'DuplicateOrder',
    'TooLarge',
  ].includes(code);
}

/** The item that the Controller named, by the field of its refusal or the id in it; where none can be told, all. */
function blame(
  wanted: readonly Wanted[],
  orders: readonly NewOrder[],
  refusal: Problem,
): readonly RefusedItem[] {
  const index = Number(/^orders\[(\d+)\]/.exec(refusal.field ?? '')?.[1] ?? Number.NaN);
  const byField = wanted[index];
  if (byField !== undefined) return [refusedItem(byField, refusal)];
  const at = orders.findIndex(({ orderId }) => refusal.message.includes(orderId));
  const byId = wanted[at];
  return byId === undefined ? wanted.map((item) => refusedItem(item, refusal)) : [refusedItem(byId, refusal)];
}
