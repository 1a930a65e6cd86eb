import { type ReactNode, useState } from 'react';
import { ask } from '../api/ask.ts';
import { ChangeDialog } from '../elements/change-dialog.tsx';
import { OrderList } from '../elements/order-list.tsx';
import { text } from '../texts/rights-text.ts';
import type { RoleRow } from './roles-query.ts';

/** Puts the roles into another order. */
export default function RoleOrderDialog(props: {
  readonly service: string;
  readonly roles: readonly RoleRow[];
  readonly onClose: () => void;
}): ReactNode {
  const [names, setNames] = useState<readonly string[]>(() =>
    props.roles.toSorted((a, b) => a.ordering - b.ordering).map(({ roleName }) => roleName),
  );
  return (
    <ChangeDialog
      title={text('roles.reorder.title')}
      what={text('roles.reorder.what')}
      verb={text('roles.reorder.verb')}
      change={(reason) =>
        ask('iam.roles.reorder', {
          identityServiceName: props.service,
          roleNames: [...names],
          ...reason,
        })
      }
      done={text('roles.reorder.done')}
      onClose={props.onClose}
    >
      <OrderList label={text('roles.reorder.title')} ids={names} nameOf={(name) => name} onChange={setNames}>
        {(name) => <span>{name}</span>}
      </OrderList>
    </ChangeDialog>
  );
}
