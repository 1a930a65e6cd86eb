import { lazy, type ReactNode, Suspense } from 'react';
import { useControllerId } from '../session/controller.tsx';

const WhyDialog = lazy(() => import('../explain/why-dialog.tsx'));

/** What a permission was lacking at, where it is held for folders. */
export interface LackPlace {
  readonly objectType: 'WORKFLOW';
  readonly path: string;
}

/** Says why the account may not do something: which permission, why it is not held, and what would have to change. */
export function WhyNot(props: {
  readonly permission: string;
  readonly at?: LackPlace | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const controllerId = useControllerId();
  const isOfController = props.permission.startsWith('sos:products:controller');
  const question = {
    permission: props.permission,
    ...(isOfController && controllerId !== undefined ? { controllerId } : {}),
    ...props.at,
  };
  return (
    <Suspense fallback={null}>
      <WhyDialog question={question} onClose={props.onClose} />
    </Suspense>
  );
}

/** Says why a call was refused, by the reference of the refusal. */
export function WhyRefused(props: { readonly reference: string; readonly onClose: () => void }): ReactNode {
  return (
    <Suspense fallback={null}>
      <WhyDialog question={{ reference: props.reference }} onClose={props.onClose} />
    </Suspense>
  );
}
