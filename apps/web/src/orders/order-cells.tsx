import type { OrderAnswer } from '@interlock/cockpit-api';
import type { ReactNode } from 'react';
import { Moment } from '../elements/moment.tsx';
import { StatePill } from '../elements/state-pill.tsx';
import { orderStateLooks } from '../look/state-look.ts';
import { type TextKey, text } from '../texts/text.ts';
import { orderIdParts, pathParts } from './order-words.ts';

/** The state of an order, with what it waits for and what a person has asked of it. */
export function OrderState({ order }: { readonly order: OrderAnswer }): ReactNode {
  const reason = order.state._reason;
  const words =
    reason === undefined
      ? undefined
      : text('orderReason', { reason: reason.toLowerCase().replaceAll('_', ' ') });
  return (
    <span className="order-state">
      <StatePill look={orderStateLooks[order.state._text]} more={words} />
      {order.marked !== undefined && (
        <span className="faint">{text(`orderMark.${order.marked._text}` as TextKey)}</span>
      )}
    </span>
  );
}

/** An order id: the name that a person gave first, what the Cockpit made around it faint. */
export function OrderId({ orderId }: { readonly orderId: string }): ReactNode {
  const { name, rest } = orderIdParts(orderId);
  return (
    <span className="order-id" title={orderId}>
      <span className="order-name">{name}</span>
      {rest !== '' && <span className="mono faint">{rest.replace(/-$/, '')}</span>}
    </span>
  );
}

/** A path: the name first to the eye, its folder faint. */
export function PathName({ path }: { readonly path: string }): ReactNode {
  const { name, folder } = pathParts(path);
  return (
    <span className="mono path-name" title={path}>
      <span className="faint">{folder === '/' ? '/' : `${folder}/`}</span>
      {name}
    </span>
  );
}

/** When an order was or is to start. */
export function ScheduledFor({ order }: { readonly order: OrderAnswer }): ReactNode {
  if (order.scheduledNever) return <span className="faint">{text('orders.never')}</span>;
  return order.scheduledFor === undefined ? (
    <span className="faint">{text('orders.atOnce')}</span>
  ) : (
    <Moment ms={order.scheduledFor} />
  );
}
