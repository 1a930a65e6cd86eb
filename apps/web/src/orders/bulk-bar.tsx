import type { OrderAnswer } from '@interlock/cockpit-api';
import { type ReactNode, useState } from 'react';
import { Action } from '../elements/action.tsx';
import { text } from '../texts/text.ts';
import { OrderActionDialog } from './action-dialog.ts';
import { type OrderAction, orderActions, splitForAction } from './order-action.ts';

/** What can be done with the chosen orders, and with how many of them. */
export function BulkBar(props: {
  readonly orders: readonly OrderAnswer[];
  readonly onClear: () => void;
}): ReactNode {
  const [asked, setAsked] = useState<OrderAction>();
  return (
    <section className="bulk" aria-label={text('orders.chosen', { count: props.orders.length })}>
      <strong role="status">{text('orders.chosen', { count: props.orders.length })}</strong>
      <OrderActions orders={props.orders} onAsk={setAsked} withCounts />
      <Action onClick={props.onClear}>{text('list.clear')}</Action>
      {asked !== undefined && (
        <OrderActionDialog
          action={asked}
          orders={props.orders}
          onClose={() => setAsked(undefined)}
          onDone={props.onClear}
        />
      )}
    </section>
  );
}

/** The buttons for some orders: locked where a permission is missing, off where no state suits. */
export function OrderActions(props: {
  readonly orders: readonly OrderAnswer[];
  readonly onAsk: (action: OrderAction) => void;
  readonly withCounts?: boolean;
}): ReactNode {
  return orderActions.map((action) => {
    const split = splitForAction(action, props.orders);
    const none = split.able.length === 0;
    return (
      <Action
        key={action}
        kind={action === 'cancel' ? 'danger' : 'plain'}
        lack={none ? split.lack : undefined}
        lackAt={split.lackAt}
        notNow={none && split.lack === undefined ? text(`orders.actions.${action}.notNow`) : undefined}
        onClick={() => props.onAsk(action)}
      >
        {props.withCounts && !none
          ? text(`orders.actions.${action}.some`, { count: split.able.length })
          : text(`orders.actions.${action}.verb`)}
      </Action>
    );
  });
}
