import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { readSearch, writeSearch } from './address/search-text.ts';
import { Crash, NotFound } from './frame/crash.tsx';
import { Frame } from './frame/frame.tsx';

// The address holds plain names and values; each page reads of them what it understands.
const plainSearch = { validateSearch: (search: Record<string, unknown>) => search };

const root = createRootRoute({
  component: Frame,
  errorComponent: Crash,
  notFoundComponent: NotFound,
  ...plainSearch,
});

const at = (path: string, page: () => Promise<{ default: React.ComponentType }>) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(page), ...plainSearch });

/** The pages and their addresses; each is read when it is first opened. */
export const router = createRouter({
  routeTree: root.addChildren([
    at('/', () => import('./dashboard/dashboard-page.tsx')),
    at('/workflows', () => import('./workflows/workflows-page.tsx')),
    at('/orders', () => import('./orders/orders-page.tsx')),
    at('/history', () => import('./history/history-page.tsx')),
    at('/audit', () => import('./audit/audit-page.tsx')),
    at('/account', () => import('./account/account-page.tsx')),
  ]),
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  defaultErrorComponent: Crash,
  scrollRestoration: false,
});
