import {
  base64url,
  canonicalJson,
  nameOf,
  objectPath,
  type Problem,
  problem,
  type Result,
  refuse,
  succeed,
} from '@interlock/base';
import { namedValuesFault } from '../format/parse-value.ts';
import type { WorkflowId } from '../format/position.ts';
import type { Value } from '../format/value.ts';
import { type AddOrders, bulkItemsMax, type NewOrder } from '../orders/commands.ts';
import type { OrderEvent } from '../orders/events.ts';
import { neverMs } from '../orders/order.ts';
import { orderIdProblem } from '../orders/order-id.ts';
import { prepareArguments } from '../orders/prepare-arguments.ts';
import { utcInstant } from '../orders/utc.ts';
import { workflowKey } from '../state/controller-state.ts';
import { get } from '../state/sorted-map.ts';
import { type Draft, emit } from './decision.ts';
import { tooMany, unknownWorkflow } from './deploy-workflows.ts';

type OrderAdded = Extract<OrderEvent, { kind: 'OrderAdded' }>;
type Problems = readonly Problem[];

/** Adds orders, all or none; those that are there with the same content are passed over (semantics §5.7). */
export function addOrders(draft: Draft, { orders, account }: AddOrders): Problems {
  if (orders.length > bulkItemsMax) return [tooMany('orders')];
  const added = new Map<string, OrderAdded>();
  const problems: Problem[] = [];
  for (const [index, order] of orders.entries()) {
    const read = readOrder(draft, added, { order, account, field: `orders[${index}]` });
    if (!read.ok) problems.push(...read.problem);
    else if (read.value !== undefined) added.set(read.value.orderId, read.value);
  }
  if (problems.length > 0) return problems;
  for (const event of added.values()) emit(draft, event);
  return [];
}

/** The event that adds an order; undefined where the order is there already. */
function readOrder(
  draft: Draft,
  added: ReadonlyMap<string, OrderAdded>,
  { order, account, field }: { readonly order: NewOrder; readonly account: string; readonly field: string },
): Result<OrderAdded | undefined, Problems> {
  const badShape = shapeProblem(order, field);
  if (badShape !== undefined) return refuse([badShape]);
  const contentDigest = base64url(draft.context.sha256(contentOf(order)));
  const known = digestOf(draft, order.orderId) ?? added.get(order.orderId)?.contentDigest;
  if (known !== undefined)
    return known === contentDigest ? succeed(undefined) : refuse([duplicate(order, field)]);
  const path = objectPath(order.workflowPath, `${field}.workflowPath`);
  const workflow = path.ok ? get(draft.state.current, nameOf(path.value)) : undefined;
  if (!path.ok || workflow?.path !== path.value)
    return refuse([path.ok ? unknownWorkflow(order.workflowPath, `${field}.workflowPath`) : path.problem]);
  return eventOf(draft, workflow, { order, account, field, contentDigest });
}

function eventOf(
  { state }: Draft,
  workflow: WorkflowId,
  more: {
    readonly order: NewOrder;
    readonly account: string;
    readonly field: string;
    readonly contentDigest: string;
  },
): Result<OrderAdded, Problems> {
  const { order, account, field, contentDigest } = more;
  const { orderId, scheduledForMs } = order;
  const definition = get(state.workflows, workflowKey(workflow))?.workflow;
  const builtIn = (name: string): Value | undefined => {
    if (name === 'js7OrderId') return orderId;
    if (name === 'js7WorkflowPath') return workflow.path;
    if (name === 'js7ControllerId') return state.controllerId;
    if (name === 'js7ScheduledOrEmpty') return scheduledForMs === undefined ? '' : utcInstant(scheduledForMs);
    return undefined;
  };
  const prepared = prepareArguments(
    definition?.orderPreparation,
    order.arguments,
    builtIn,
    `${field}.arguments`,
  );
  if (!prepared.ok) return prepared;
  const scheduled = scheduledForMs === undefined ? {} : { scheduledForMs };
  const values = prepared.value;
  return succeed({
    kind: 'OrderAdded',
    orderId,
    workflow,
    arguments: values,
    ...scheduled,
    contentDigest,
    account,
  });
}

function shapeProblem(order: NewOrder, field: string): Problem | undefined {
  const badId = orderIdProblem(order.orderId, `${field}.orderId`);
  if (badId !== undefined) return badId;
  const { scheduledForMs, arguments: given = {} } = order;
  const fault = namedValuesFault(given, `${field}.arguments`);
  if (fault !== undefined)
    return problem('InvalidArguments', `${fault.field} ${fault.fault}.`, { field: fault.field });
  const isTime =
    scheduledForMs === undefined ||
    (Number.isSafeInteger(scheduledForMs) && scheduledForMs >= 0 && scheduledForMs <= neverMs);
  if (isTime) return undefined;
  const message = 'The time for which an order is scheduled has to lie between the years 1970 and 9999.';
  return problem('InvalidInput', message, { field: `${field}.scheduledForMs` });
}

function contentOf({ workflowPath, arguments: given = {}, scheduledForMs }: NewOrder): string {
  return canonicalJson({ workflowPath: workflowPath.toWellFormed(), arguments: given, scheduledForMs });
}

function digestOf({ state }: Draft, orderId: string): string | undefined {
  return get(state.orders, orderId)?.contentDigest ?? get(state.terminated, orderId)?.contentDigest;
}

function duplicate({ orderId }: NewOrder, field: string): Problem {
  const message = `There is an order ${orderId} with other content.`;
  return problem('DuplicateOrder', message, { field: `${field}.orderId` });
}
