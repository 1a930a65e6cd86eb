import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Moment } from '../elements/moment.tsx';
import { StatePill } from '../elements/state-pill.tsx';
import { useHistory } from '../history/history-query.ts';
import { historyStateLooks } from '../look/state-look.ts';
import { PathName } from '../orders/order-cells.tsx';
import { orderIdParts } from '../orders/order-words.ts';
import { text } from '../texts/text.ts';
import { Board } from './board.tsx';

const lately = { states: ['FAILED'], since: '-24h', limit: 8 } as const;

/** What failed within a day. */
export function FailedLately(): ReactNode {
  const history = useHistory(lately);
  const rows = history.data ?? [];
  return (
    <Board
      area="failed"
      title={text('dashboard.failed.title')}
      error={history.error}
      unread={text('history.unread')}
      isLoading={history.isPending && history.fetchStatus !== 'idle'}
      end={
        rows.length > 0 && (
          <Link to="/history" search={{ state: 'FAILED' } as never}>
            {text('dashboard.all')}
          </Link>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="board-none" data-hue="green">
          <IconCircleCheck size={18} aria-hidden />
          {text('dashboard.failed.none')}
        </p>
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.historyId}>
              <Link to="/history" search={{ order: row.orderId, state: 'FAILED' } as never} className="row">
                <StatePill look={historyStateLooks[row.state._text]} />
                <span className="row-name">{orderIdParts(row.orderId).name}</span>
                <PathName path={row.workflow} />
                <span className="row-end">
                  <Moment ms={Date.parse(row.endTime ?? row.startTime)} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Board>
  );
}
