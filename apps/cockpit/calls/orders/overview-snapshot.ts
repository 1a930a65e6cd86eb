import { problem, refuse, succeed } from '@interlock/base';
import type { OrderStateWord } from '@interlock/cockpit-api';
import { folderFilter } from '@interlock/iam';
import { allOrders, neverMs } from '@interlock/workflow';
import type { CallPorts } from '../../call-ports.ts';
import { controllerOf } from '../../controllers/controller-of.ts';
import { folderOfOrder } from '../../controllers/mirror-reading.ts';
import { filterTime } from '../../mapping/dates/filter-time.ts';
import { folderFilters, isAmongFolders } from '../../mapping/folder-filters.ts';
import { isoTime } from '../../mapping/iso-time.ts';
import { orderStateWord } from '../../mapping/order-state.ts';
import type { Handler } from '../call-handler.ts';
import { workflowMatcher } from './select-orders.ts';

/** In which number each state is counted; states of plans alone are counted in none. */
const counters = {
  PENDING: 'pending',
  SCHEDULED: 'scheduled',
  INPROGRESS: 'inProgress',
  RUNNING: 'running',
  SUSPENDED: 'suspended',
  FINISHED: 'terminated',
  CANCELLED: 'terminated',
  PROMPTING: 'prompting',
  WAITING: 'waiting',
  BLOCKED: 'blocked',
  FAILED: 'failed',
  BROKEN: 'failed',
} as const satisfies Partial<Record<OrderStateWord, string>>;

type Counted = keyof typeof counters;

/** How many orders stand in each state. */
export function overviewSnapshot(ports: CallPorts): Handler<'orders.overview.snapshot'> {
  return async ({ caller, facts, request }) => {
    const controller = controllerOf(ports.controllers, caller, request.controllerId);
    if (!controller.ok) return controller;
    const mirror = controller.value.mirror();
    if (!mirror.reachable) return refuse(problem('ControllerUnreachable', mirror.reason));
    const folders = folderFilters(request.folders);
    if (!folders.ok) return folders;
    const { controllerId } = controller.value;
    const mayView = folderFilter(caller.rights, {
      permission: 'sos:products:controller:orders:view',
      controllerId,
    });
    const due =
      request.dateTo === undefined
        ? succeed(Number.POSITIVE_INFINITY)
        : filterTime(request.dateTo, {
            field: 'dateTo',
            role: 'to',
            nowMs: facts.atMs,
            timeZone: request.timeZone,
          });
    if (!due.ok) return due;
    const isOfWorkflow = workflowMatcher(request.workflowIds);
    const counts = { ...noOrders };
    for (const order of allOrders(mirror.state)) {
      const folder = folderOfOrder(mirror, order);
      const word = orderStateWord(order);
      if (!mayView(folder) || !isAmongFolders(folder, folders.value)) continue;
      if (request.workflowIds?.length && !isOfWorkflow(order)) continue;
      if (
        word === 'SCHEDULED' &&
        (order.scheduledForMs ?? 0) >= due.value &&
        (order.scheduledForMs ?? 0) < neverMs
      )
        continue;
      if (Object.hasOwn(counters, word)) counts[counters[word as Counted]] += 1;
    }
    return succeed({ surveyDate: isoTime(mirror.atMs), orders: counts });
  };
}

const noOrders = {
  pending: 0,
  scheduled: 0,
  inProgress: 0,
  running: 0,
  suspended: 0,
  terminated: 0,
  prompting: 0,
  waiting: 0,
  blocked: 0,
  failed: 0,
};
