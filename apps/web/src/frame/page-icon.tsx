import {
  IconBinaryTree2,
  IconHistory,
  IconLayoutDashboard,
  IconShieldCheck,
  IconStack2,
  IconUserShield,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Page } from './pages.ts';

const icons = {
  dashboard: IconLayoutDashboard,
  workflows: IconBinaryTree2,
  orders: IconStack2,
  history: IconHistory,
  audit: IconShieldCheck,
  identity: IconUserShield,
} as const satisfies Record<Page['id'], typeof IconHistory>;

/** The icon of a page. */
export function PageIcon({ id, size = 20 }: { readonly id: Page['id']; readonly size?: number }): ReactNode {
  const Icon = icons[id];
  return <Icon size={size} stroke={1.6} aria-hidden />;
}
