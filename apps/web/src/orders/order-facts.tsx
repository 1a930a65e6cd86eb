import type { OrderAnswer, OrderHistoryItem } from '@interlock/cockpit-api';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ExactMoment, Moment, Span } from '../elements/moment.tsx';
import { StatePill } from '../elements/state-pill.tsx';
import { historyStateLooks } from '../look/state-look.ts';
import { text } from '../texts/text.ts';
import { OrderState } from './order-cells.tsx';

/** Where an order stands, or what the history kept of it. */
export function OrderFacts(props: {
  readonly order: OrderAnswer | undefined;
  readonly row: OrderHistoryItem | undefined;
  readonly workflow: string | undefined;
}): ReactNode {
  const { order, row, workflow } = props;
  return (
    <dl className="facts">
      {order !== undefined && (
        <>
          <dt>{text('orders.columns.state')}</dt>
          <dd>
            <OrderState order={order} />
          </dd>
        </>
      )}
      {row !== undefined && <HistoryFacts row={row} />}
      {workflow !== undefined && (
        <>
          <dt>{text('orders.columns.workflow')}</dt>
          <dd>
            <Link to="/workflows" search={{ workflow } as never} className="mono">
              {workflow}
            </Link>
          </dd>
        </>
      )}
      {order?.label !== undefined && (
        <>
          <dt>{text('orders.columns.step')}</dt>
          <dd className="mono">{order.label}</dd>
        </>
      )}
      {order?.scheduledFor !== undefined && !order.scheduledNever && (
        <>
          <dt>{text('orders.columns.scheduled')}</dt>
          <dd>
            <Moment ms={order.scheduledFor} /> · <ExactMoment ms={order.scheduledFor} />
          </dd>
        </>
      )}
      {order?.lastOutcome?.message !== undefined && (
        <>
          <dt>{text('orders.outcome')}</dt>
          <dd data-hue="red" className="outcome">
            {order.lastOutcome.message}
          </dd>
        </>
      )}
    </dl>
  );
}

function HistoryFacts({ row }: { readonly row: OrderHistoryItem }): ReactNode {
  const startMs = Date.parse(row.startTime);
  return (
    <>
      <dt>{text('orders.columns.state')}</dt>
      <dd>
        <StatePill look={historyStateLooks[row.state._text]} />
      </dd>
      <dt>{text('history.started')}</dt>
      <dd>
        <Moment ms={startMs} /> · <ExactMoment ms={startMs} />
      </dd>
      <dt>{text('history.span')}</dt>
      <dd>
        <Span fromMs={startMs} toMs={row.endTime === undefined ? undefined : Date.parse(row.endTime)} />
      </dd>
    </>
  );
}
