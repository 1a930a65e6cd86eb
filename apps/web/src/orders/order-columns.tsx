import type { OrderAnswer } from '@interlock/cockpit-api';
import type { Column } from '../list/column.ts';
import { text } from '../texts/text.ts';
import { OrderId, OrderState, PathName, ScheduledFor } from './order-cells.tsx';
import { compareByNeed, startMs } from './order-rank.ts';

const byText = (of: (order: OrderAnswer) => string) => (a: OrderAnswer, b: OrderAnswer) =>
  of(a).localeCompare(of(b));

/** The columns of the list of orders. */
export const orderColumns: readonly Column<OrderAnswer>[] = [
  {
    id: 'state',
    head: text('orders.columns.state'),
    width: 7.5,
    narrow: 'side',
    cell: (order) => <OrderState order={order} />,
    compare: compareByNeed,
  },
  {
    id: 'order',
    head: text('orders.columns.order'),
    width: 13,
    grow: 3,
    narrow: 'title',
    cell: (order) => <OrderId orderId={order.orderId} />,
    compare: byText((order) => order.orderId),
  },
  {
    id: 'workflow',
    head: text('orders.columns.workflow'),
    width: 11,
    grow: 3,
    narrow: 'line',
    cell: (order) => <PathName path={order.workflowId.path} />,
    compare: byText((order) => order.workflowId.path),
  },
  {
    id: 'step',
    head: text('orders.columns.step'),
    width: 7,
    grow: 1,
    cell: (order) => <span className="mono">{order.label ?? order.positionString}</span>,
    compare: byText((order) => order.label ?? order.positionString),
  },
  {
    id: 'agent',
    head: text('orders.columns.agent'),
    width: 6,
    cell: (order) => order.attachedState?.agentName ?? order.agentId ?? <span className="faint">–</span>,
    compare: byText((order) => order.attachedState?.agentName ?? order.agentId ?? ''),
  },
  {
    id: 'scheduled',
    head: text('orders.columns.scheduled'),
    width: 6.5,
    narrow: 'end',
    cell: (order) => <ScheduledFor order={order} />,
    compare: (a, b) => startMs(a) - startMs(b),
  },
];
