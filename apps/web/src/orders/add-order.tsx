import { IconPlus } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { Action } from '../elements/action.tsx';
import { useLack } from '../session/me.tsx';
import { text } from '../texts/text.ts';

const AddOrderDialog = lazy(() => import('./add-order-dialog.tsx'));

/** The way to a new order; `-` opens the dialog without a workflow. */
export function AddOrder(props: {
  readonly isOpen: boolean;
  readonly workflow: string | undefined;
  readonly onChange: (workflow: string | undefined) => void;
}): ReactNode {
  const lack = useLack('sos:products:controller:orders:create');
  return (
    <>
      <Action
        kind="main"
        lack={lack}
        icon={<IconPlus size={15} aria-hidden />}
        onClick={() => props.onChange('-')}
      >
        {text('orders.add')}
      </Action>
      {props.isOpen && lack === undefined && (
        <Suspense fallback={null}>
          <AddOrderDialog
            workflow={props.workflow === '-' ? undefined : props.workflow}
            onClose={() => props.onChange(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}
