import { succeed } from '@interlock/base';
import type { OrderHistoryRow } from '@interlock/workflow';
import type { CallPorts } from '../../call-ports.ts';
import { orderHistoryItem, taskHistoryItem } from '../../mapping/history.ts';
import { isoTime } from '../../mapping/iso-time.ts';
import { historyStateWords, orderStateObject } from '../../mapping/order-state.ts';
import type { Handler } from '../call-handler.ts';
import { agentUrls } from '../tasks/history.ts';
import { findOrderRow } from './find-history.ts';

const tasksMax = 10_000;

/** What became of one order: its tasks, and the orders that it forked. */
export function orderHistory(ports: CallPorts): Handler<'order.history'> {
  return async ({ caller, request }) => {
    const found = await findOrderRow(ports, caller, request);
    if (!found.ok) return found;
    const row = found.value;
    const { history } = ports.data.read;
    const orders = await history.descendants(row.historyId);
    const historyIds = [row, ...orders].map(({ historyId }) => historyId);
    const tasks = await history.steps({ historyIds, countMax: tasksMax });
    const urlOf = agentUrls(ports);
    const children = [
      ...tasks.map((task) => ({
        atMs: task.startedAtMs,
        child: { task: taskHistoryItem(task, urlOf(task.controllerId, task.agentId)) },
      })),
      ...orders.map((order) => ({
        atMs: order.startedAtMs ?? order.addedAtMs,
        child: { order: orderHistoryItem(order, false) },
      })),
    ].sort((one, other) => one.atMs - other.atMs);
    return succeed({
      historyId: row.historyId,
      orderId: row.orderId,
      workflow: { path: row.workflowPath, versionId: row.versionId },
      hasTasks: tasks.length > 0,
      hasOrders: orders.length > 0,
      states: statesOf(row),
      children: children.map(({ child }) => child),
    });
  };
}

function statesOf(row: OrderHistoryRow) {
  const state = (word: Parameters<typeof orderStateObject>[0], atMs: number) => ({
    state: orderStateObject(word),
    stateTime: isoTime(atMs),
  });
  return [
    state('SCHEDULED', row.addedAtMs),
    ...(row.startedAtMs === undefined ? [] : [state('INPROGRESS', row.startedAtMs)]),
    ...(row.endedAtMs === undefined ? [] : [state(historyStateWords[row.state], row.endedAtMs)]),
  ];
}
