import { problem, type Result, refuse, succeed } from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import { folderFilter } from '@interlock/iam';
import { allOrders, findOrder, neverMs, type Order } from '@interlock/workflow';
import type { Mirror } from '../../controllers/controller-gateway.ts';
import { shown } from '../../controllers/controller-of.ts';
import { folderOfOrder, lastSegment } from '../../controllers/mirror-reading.ts';
import { filterSpan } from '../../mapping/dates/filter-time.ts';
import { folderFilters, isAmongFolders } from '../../mapping/folder-filters.ts';
import { orderStateWord } from '../../mapping/order-state.ts';
import type { Caller } from '../../sessions/caller.ts';

/** Which orders a command is for, and whether the request named each of them. */
export interface SelectedOrders {
  readonly orders: readonly Order[];
  readonly named: boolean;
}

/** There is no such order, or it may not be known. */
export function unknownOrder(orderId: string) {
  return problem('UnknownOrder', `unknown Order ${shown(orderId)}`, { field: 'orderIds' });
}

/**
 * The orders that a command is for: those that are named, else those of the workflows, else those in the folders.
 * Named ones have to exist; among the others only those count that the caller may view. A request that selects
 * nothing selects nothing: it never means all.
 */
export function selectOrders(
  mirror: Mirror,
  caller: Caller,
  controllerId: string,
  request: RequestOf<'orders.cancel'>,
  nowMs: number,
): Result<SelectedOrders> {
  if (request.orderIds !== undefined && request.orderIds.length > 0)
    return namedOrders(mirror, request.orderIds);
  if (!request.workflowIds?.length && !request.folders?.length)
    return refuse(
      problem('InvalidInput', 'One of orderIds, workflowIds and folders is needed.', { field: 'orderIds' }),
    );
  const folders = folderFilters(request.folders);
  if (!folders.ok) return folders;
  const span = filterSpan(request, { nowMs });
  if (!span.ok) return span;
  const mayView = folderFilter(caller.rights, {
    permission: 'sos:products:controller:orders:view',
    controllerId,
  });
  const isWanted = workflowMatcher(request.workflowIds);
  const states = request.states === undefined ? undefined : new Set<string>(request.states);
  const orders = [...allOrders(mirror.state)].filter((order) => {
    const folder = folderOfOrder(mirror, order);
    return (
      order.parentId === undefined &&
      mayView(folder) &&
      (request.workflowIds?.length ? isWanted(order) : isAmongFolders(folder, folders.value)) &&
      (states === undefined || states.has(orderStateWord(order))) &&
      startsWithin(order, span.value)
    );
  });
  return succeed({ orders, named: false });
}

function namedOrders(mirror: Mirror, orderIds: readonly string[]): Result<SelectedOrders> {
  const orders: Order[] = [];
  for (const orderId of new Set(orderIds)) {
    const order = findOrder(mirror.state, orderId);
    if (order === undefined) return refuse(unknownOrder(orderId));
    orders.push(order);
  }
  return succeed({ orders, named: true });
}

/** Whether an order belongs to one of the workflows, named by path or by name, with a version or without. */
export function workflowMatcher(
  workflowIds: readonly { readonly path: string; readonly versionId?: string | undefined }[] | undefined,
): (order: Order) => boolean {
  const wanted = (workflowIds ?? []).map(({ path, versionId }) => ({ name: lastSegment(path), versionId }));
  return ({ workflow }) =>
    wanted.some(
      ({ name, versionId }) =>
        name === lastSegment(workflow.path) && (versionId === undefined || versionId === workflow.versionId),
    );
}

// An order without a start time is in every span; one that never starts by itself in none.
function startsWithin(
  { scheduledForMs }: Order,
  { fromMs, toMs }: { readonly fromMs?: number; readonly toMs?: number },
): boolean {
  if (scheduledForMs === undefined || (fromMs === undefined && toMs === undefined)) return true;
  if (scheduledForMs >= neverMs) return false;
  return scheduledForMs >= (fromMs ?? 0) && scheduledForMs < (toMs ?? neverMs);
}
