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

const identity = createRoute({
  getParentRoute: () => root,
  path: '/identity',
  component: lazyRouteComponent(() => import('./identity/identity-frame.tsx')),
  ...plainSearch,
});

const inIdentity = (path: string, page: () => Promise<{ default: React.ComponentType }>) =>
  createRoute({ getParentRoute: () => identity, path, component: lazyRouteComponent(page), ...plainSearch });

/** The pages and their addresses; each is read when it is first opened. */
export const router = createRouter({
  routeTree: root.addChildren([
    at('/', () => import('./dashboard/dashboard-page.tsx')),
    at('/workflows', () => import('./workflows/workflows-page.tsx')),
    at('/orders', () => import('./orders/orders-page.tsx')),
    at('/history', () => import('./history/history-page.tsx')),
    at('/audit', () => import('./audit/audit-page.tsx')),
    at('/account', () => import('./account/account-page.tsx')),
    identity.addChildren([
      inIdentity('/', () => import('./identity/to-first-view.tsx')),
      inIdentity('/accounts', () => import('./accounts/accounts-page.tsx')),
      inIdentity('/sessions', () => import('./sessions/sessions-page.tsx')),
      inIdentity('/tokens', () => import('./tokens/tokens-page.tsx')),
      inIdentity('/blocklist', () => import('./blocklist/blocklist-page.tsx')),
      inIdentity('/failed-logins', () => import('./failed-logins/failed-logins-page.tsx')),
      inIdentity('/access-review', () => import('./access-review/access-review-page.tsx')),
      inIdentity('/roles', () => import('./roles/roles-page.tsx')),
      inIdentity('/roles/role', () => import('./roles/role-page.tsx')),
      inIdentity('/services', () => import('./identity-services/services-page.tsx')),
      inIdentity('/settings', () => import('./settings/settings-page.tsx')),
      inIdentity('/transfer', () => import('./transfer/transfer-page.tsx')),
      inIdentity('/why', () => import('./explain/why-page.tsx')),
    ]),
  ]),
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  defaultErrorComponent: Crash,
  scrollRestoration: false,
});
