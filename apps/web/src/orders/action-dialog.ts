import { lazy } from 'react';

/** The dialog before orders are cancelled, suspended or resumed; read when it is first needed. */
export const OrderActionDialog = lazy(() => import('./order-action-dialog.tsx'));
