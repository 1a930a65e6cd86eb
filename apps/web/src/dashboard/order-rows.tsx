import type { OrderAnswer } from '@interlock/cockpit-api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { OrderState, PathName, ScheduledFor } from '../orders/order-cells.tsx';
import { orderIdParts } from '../orders/order-words.ts';

/** Some orders in short; a press opens one. */
export function OrderRows({ orders }: { readonly orders: readonly OrderAnswer[] }): ReactNode {
  return (
    <ul className="rows">
      {orders.map((order) => (
        <li key={order.orderId}>
          <Link to="/orders" search={{ order: order.orderId } as never} className="row">
            <OrderState order={order} />
            <span className="row-name">{orderIdParts(order.orderId).name}</span>
            <PathName path={order.workflowId.path} />
            <span className="row-end">
              {order.label !== undefined && <span className="mono faint">{order.label}</span>}
              <ScheduledFor order={order} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
