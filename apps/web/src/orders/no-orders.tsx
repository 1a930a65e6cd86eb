import { IconStack2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Action } from '../elements/action.tsx';
import { Empty } from '../elements/empty.tsx';
import { text } from '../texts/text.ts';

/** What stands where no order is: what orders are, or that the filters hide them. */
export function NoOrders(props: { readonly isNarrowed: boolean; readonly onWiden: () => void }): ReactNode {
  if (props.isNarrowed)
    return (
      <Empty
        icon={<IconStack2 aria-hidden />}
        title={text('orders.noneHere.title')}
        actions={<Action onClick={props.onWiden}>{text('list.removeFilters')}</Action>}
      >
        {text('orders.noneHere.words')}
      </Empty>
    );
  return (
    <Empty icon={<IconStack2 aria-hidden />} title={text('orders.none.title')}>
      {text('orders.none.words')}
    </Empty>
  );
}
