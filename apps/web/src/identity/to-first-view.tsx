import { Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { identityViews } from './identity-views.ts';

/** Leads from the entry of the rail to the first view. */
export default function ToFirstView(): ReactNode {
  return <Navigate to={identityViews[0].path} replace />;
}
