import type { OrderAnswer } from '@interlock/cockpit-api';
import { csv } from '../list/csv.ts';
import { saveFile } from '../list/save-file.ts';

/** Gives the person the orders as a file of comma-separated values. */
export function exportOrders(orders: readonly OrderAnswer[]): void {
  const head = ['orderId', 'workflow', 'state', 'position', 'label', 'agent', 'scheduledFor'];
  const rows = orders.map((order) => [
    order.orderId,
    order.workflowId.path,
    order.state._text,
    order.positionString,
    order.label ?? '',
    order.attachedState?.agentName ?? '',
    order.scheduledFor === undefined ? '' : new Date(order.scheduledFor).toISOString(),
  ]);
  saveFile('orders.csv', csv(head, rows), 'text/csv');
}
