import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useOrders } from '../orders/orders-query.ts';
import { text } from '../texts/text.ts';
import { Board } from './board.tsx';
import { OrderRows } from './order-rows.tsx';

const running = { groups: ['running'] } as const;
const shownMax = 8;

/** The orders that move right now. */
export function RunningNow(): ReactNode {
  const orders = useOrders(running);
  const rows = orders.data ?? [];
  return (
    <Board
      area="running"
      title={text('dashboard.running.title')}
      count={orders.data?.length}
      error={orders.error}
      unread={text('orders.unread')}
      isLoading={orders.isPending && orders.fetchStatus !== 'idle'}
      end={
        rows.length > 0 && (
          <Link to="/orders" search={{ state: 'running' } as never}>
            {text('dashboard.all')}
          </Link>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="board-none">{text('dashboard.running.none')}</p>
      ) : (
        <OrderRows orders={rows.slice(0, shownMax)} />
      )}
    </Board>
  );
}
