import { type Result, succeed } from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import { folderFilter } from '@interlock/iam';
import { allOrders, findOrder, neverMs, type Order } from '@interlock/workflow';
import { orderActions, rowRights } from '../../access/row-rights.ts';
import type { CallPorts } from '../../call-ports.ts';
import type { Mirror } from '../../controllers/controller-gateway.ts';
import { controllerOf } from '../../controllers/controller-of.ts';
import { folderOfOrder, knownMirror, orderPlaces } from '../../controllers/mirror-reading.ts';
import { filterTime } from '../../mapping/dates/filter-time.ts';
import { folderFilters, isAmongFolders } from '../../mapping/folder-filters.ts';
import { isoTime } from '../../mapping/iso-time.ts';
import { orderAnswer } from '../../mapping/order.ts';
import { orderStateWord } from '../../mapping/order-state.ts';
import { textFilter } from '../../mapping/text-filter.ts';
import type { Handler } from '../call-handler.ts';
import { workflowMatcher } from './select-orders.ts';

/** How many rows are given where the request names no limit, or none at all. */
const limitDefault = 10_000;
const limitMax = 100_000;

/** The orders of a Controller that the caller may view. */
export function listOrders(ports: CallPorts): Handler<'orders'> {
  return async ({ caller, facts, request }) => {
    const controller = controllerOf(ports.controllers, caller, request.controllerId);
    if (!controller.ok) return controller;
    const mirror = knownMirror(controller.value);
    if (!mirror.ok) return mirror;
    const { controllerId } = controller.value;
    const isWanted = orderFilter(mirror.value, request, facts.atMs);
    if (!isWanted.ok) return isWanted;
    const mayView = folderFilter(caller.rights, {
      permission: 'sos:products:controller:orders:view',
      controllerId,
    });
    const canOf = request.withPermissions ? rowRights(caller, orderActions, controllerId) : undefined;
    const placeOf = orderPlaces(mirror.value);
    const isWithin = withinLimit(request);
    const orders = [];
    for (const order of candidates(mirror.value, request.orderIds)) {
      const folder = folderOfOrder(mirror.value, order);
      if (!mayView(folder) || !isWanted.value(order) || !isWithin(order)) continue;
      orders.push(
        orderAnswer(order, {
          surveyAtMs: mirror.value.atMs,
          compact: request.compact ?? false,
          ...placeOf(order),
          ...(canOf === undefined ? {} : { can: canOf(folder) }),
        }),
      );
    }
    return succeed({ surveyDate: isoTime(mirror.value.atMs), orders });
  };
}

/** Counts what is given: for each workflow by itself where workflows are named, else all together. */
function withinLimit({ limit, orderIds, workflowIds }: RequestOf<'orders'>): (order: Order) => boolean {
  const isNamed = limit === undefined && orderIds !== undefined && orderIds.length > 0;
  const countMax = isNamed || limit === -1 ? limitMax : Math.min(limit ?? limitDefault, limitMax);
  const counts = new Map<string, number>();
  return ({ workflow }) => {
    const key = workflowIds?.length ? workflow.path : '';
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= countMax;
  };
}

function candidates(mirror: Mirror, orderIds: readonly string[] | undefined): Iterable<Order> {
  if (orderIds === undefined || orderIds.length === 0) return allOrders(mirror.state);
  return [...new Set(orderIds)].flatMap((orderId) => findOrder(mirror.state, orderId) ?? []);
}

function orderFilter(
  mirror: Mirror,
  request: RequestOf<'orders'>,
  nowMs: number,
): Result<(order: Order) => boolean> {
  const folders = folderFilters(request.folders);
  if (!folders.ok) return folders;
  const pattern = textFilter(request.regex, 'regex');
  if (!pattern.ok) return pattern;
  const stateFrom = stateTime(request, 'stateDateFrom', 'from', nowMs);
  if (!stateFrom.ok) return stateFrom;
  const stateTo = stateTime(request, 'stateDateTo', 'to', nowMs);
  if (!stateTo.ok) return stateTo;
  const dueBefore = dueTime(request, nowMs);
  if (!dueBefore.ok) return dueBefore;
  const isOfWorkflow = workflowMatcher(request.workflowIds);
  const states = request.states === undefined ? undefined : new Set<string>(request.states);
  return succeed(
    (order) =>
      (!!request.orderIds?.length || !request.workflowIds?.length || isOfWorkflow(order)) &&
      isAmongFolders(folderOfOrder(mirror, order), folders.value) &&
      (states === undefined || states.size === 0 || states.has(orderStateWord(order))) &&
      order.sinceMs >= stateFrom.value &&
      order.sinceMs < stateTo.value &&
      isDue(order, dueBefore.value) &&
      pattern.value(`${order.workflow.path}/${order.id}`),
  );
}

function stateTime(
  request: RequestOf<'orders'>,
  field: 'stateDateFrom' | 'stateDateTo',
  role: 'from' | 'to',
  nowMs: number,
): Result<number> {
  const value = request[field];
  if (value === undefined) return succeed(role === 'from' ? 0 : Number.POSITIVE_INFINITY);
  return filterTime(value, { field, role, nowMs, timeZone: request.timeZone, past: true });
}

// Here the end of the span is read like a beginning, never lies in the past, and counts for scheduled orders alone.
function dueTime({ dateTo, timeZone }: RequestOf<'orders'>, nowMs: number): Result<number> {
  if (dateTo === undefined) return succeed(Number.POSITIVE_INFINITY);
  const value = dateTo.trim() === '0d' ? '1d' : dateTo;
  const time = filterTime(value, { field: 'dateTo', role: 'from', nowMs, timeZone });
  return time.ok ? succeed(Math.max(time.value, nowMs)) : time;
}

function isDue(order: Order, beforeMs: number): boolean {
  if (orderStateWord(order) !== 'SCHEDULED' || order.scheduledForMs === undefined) return true;
  return order.scheduledForMs < beforeMs || order.scheduledForMs >= neverMs;
}
