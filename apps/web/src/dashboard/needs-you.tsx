import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { compareByNeed } from '../orders/order-rank.ts';
import { useOrders } from '../orders/orders-query.ts';
import { text } from '../texts/text.ts';
import { Board } from './board.tsx';
import { OrderRows } from './order-rows.tsx';

const needy = { groups: ['failed', 'blocked', 'prompting', 'suspended'] } as const;
const shownMax = 8;

/** The orders that do not go on by themselves. */
export function NeedsYou(): ReactNode {
  const orders = useOrders(needy);
  const rows = (orders.data ?? []).toSorted(compareByNeed);
  return (
    <Board
      area="needs"
      title={text('dashboard.needs.title')}
      count={orders.data?.length}
      error={orders.error}
      unread={text('orders.unread')}
      isLoading={orders.isPending && orders.fetchStatus !== 'idle'}
      end={
        rows.length > 0 && (
          <Link to="/orders" search={{ state: needy.groups.join(',') } as never}>
            {text('dashboard.all')}
          </Link>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="board-none" data-hue="green">
          <IconCircleCheck size={18} aria-hidden />
          {text('dashboard.needs.none')}
        </p>
      ) : (
        <OrderRows orders={rows.slice(0, shownMax)} />
      )}
    </Board>
  );
}
