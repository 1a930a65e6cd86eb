import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ask } from '../api/ask.ts';
import { useControllerId } from '../session/controller.tsx';
import { useMe } from '../session/me.tsx';
import { text } from '../texts/text.ts';
import { Dialog } from './dialog.tsx';

/** Says why the account may not do something: which permission, why it is not held, and what to do about it. */
export function WhyNot(props: { readonly permission: string; readonly onClose: () => void }): ReactNode {
  const me = useMe();
  const controllerId = useControllerId();
  const isOfController = props.permission.startsWith('sos:products:controller');
  const request = {
    permission: props.permission,
    ...(isOfController && controllerId !== undefined ? { controllerId } : {}),
  };
  const why = useQuery({
    queryKey: ['why-not', request],
    queryFn: ({ signal }) => ask('interlock.can', { asks: [request] }, { signal }),
  });
  const reason = why.data?.answers[0]?.reason;
  return (
    <Dialog title={text('lack.title')} onClose={props.onClose}>
      <p>{text('lack.sentence', { account: me.account })}</p>
      <p>
        <code className="code-block">{props.permission}</code>
      </p>
      {reason !== undefined && <p>{text('lack.reason', { reason })}</p>}
      <p>{text('lack.roles', { roles: me.roles.join(', ') || text('lack.noRole') })}</p>
      <p className="quiet">{text('lack.whatToDo')}</p>
    </Dialog>
  );
}
