import type { OrderAnswer } from '@interlock/cockpit-api';
import { Checkbox, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ask } from '../api/ask.ts';
import { Action } from '../elements/action.tsx';
import { say } from '../elements/announcer.tsx';
import { Dialog } from '../elements/dialog.tsx';
import { Form } from '../elements/form.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { useControllerId } from '../session/controller.tsx';
import { permissionWords } from '../session/permission-words.ts';
import { useReasonRule } from '../session/reason-rule.ts';
import { text } from '../texts/text.ts';
import { isRunning, type OrderAction, splitForAction } from './order-action.ts';

const namedMax = 6;

/** Says what will be done with which orders, asks for the reason, and does it: all of them or none. */
export default function OrderActionDialog(props: {
  readonly action: OrderAction;
  readonly orders: readonly OrderAnswer[];
  readonly onClose: () => void;
  readonly onDone?: () => void;
}): ReactNode {
  const { action } = props;
  // What was decided on must not change while the person reads it.
  const [split] = useState(() => splitForAction(action, props.orders));
  const [reason, setReason] = useState('');
  const [kills, setKills] = useState(false);
  const controllerId = useControllerId();
  const mustSayWhy = useReasonRule();
  const running = split.able.filter(isRunning).length;
  const act = useMutation({
    mutationFn: () =>
      ask(`orders.${action}`, {
        controllerId,
        orderIds: split.able.map((order) => order.orderId),
        ...(kills ? { kill: true } : {}),
        ...(reason.trim() === '' ? {} : { auditLog: { comment: reason.trim() } }),
      }),
    onSuccess: () => {
      say(text(`orders.actions.${action}.done`, { count: split.able.length }));
      props.onDone?.();
      props.onClose();
    },
  });
  const submit = () => {
    if (!(mustSayWhy && reason.trim() === '')) act.mutate();
  };
  const left = split.unsuited.length + split.forbidden.length;
  return (
    <Dialog
      title={text(`orders.actions.${action}.title`, { count: split.able.length })}
      onClose={props.onClose}
    >
      <Form onSubmit={submit}>
        <p className="quiet">{text(`orders.actions.${action}.what`, { count: split.able.length })}</p>
        <ul className="named">
          {split.able.slice(0, namedMax).map((order) => (
            <li key={order.orderId}>
              <code>{order.orderId}</code>
            </li>
          ))}
          {split.able.length > namedMax && (
            <li>{text('orders.more', { count: split.able.length - namedMax })}</li>
          )}
        </ul>
        {left > 0 && (
          <p className="quiet">
            {split.unsuited.length > 0 && text('orders.leftUnsuited', { count: split.unsuited.length })}{' '}
            {split.lack !== undefined &&
              text('orders.leftForbidden', {
                count: split.forbidden.length,
                permission: permissionWords(split.lack),
              })}
          </p>
        )}
        {action !== 'resume' && running > 0 && (
          <Checkbox
            label={text('orders.kill.label', { count: running })}
            description={text(`orders.kill.${action}`)}
            checked={kills}
            onChange={(event) => setKills(event.currentTarget.checked)}
          />
        )}
        <Textarea
          label={text('reason.label')}
          description={text(mustSayWhy ? 'reason.needed' : 'reason.help')}
          required={mustSayWhy}
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        {act.error !== null && <RefusalNote error={act.error} what={text('orders.nothingDone')} />}
        <footer className="dialog-foot">
          <Action size="sm" onClick={props.onClose}>
            {text('common.back')}
          </Action>
          <Action
            size="sm"
            type="submit"
            kind={action === 'cancel' ? 'danger' : 'main'}
            isBusy={act.isPending}
          >
            {text(`orders.actions.${action}.some`, { count: split.able.length })}
          </Action>
        </footer>
      </Form>
    </Dialog>
  );
}
