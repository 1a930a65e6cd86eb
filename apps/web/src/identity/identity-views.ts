import type { TextKey } from '../texts/text.ts';

const view = 'sos:products:joc:administration:accounts:view';

/** The views of identity and access, in groups: who, what he may, how he proves it, and how it all is set. */
export const identityViews = [
  { id: 'accounts', path: '/identity/accounts', group: 'people', permission: view },
  { id: 'sessions', path: '/identity/sessions', group: 'people', permission: view },
  { id: 'tokens', path: '/identity/tokens', group: 'people', permission: view },
  { id: 'blocklist', path: '/identity/blocklist', group: 'people', permission: view },
  { id: 'failedLogins', path: '/identity/failed-logins', group: 'people', permission: view },
  { id: 'roles', path: '/identity/roles', group: 'rights', permission: view },
  { id: 'accessReview', path: '/identity/access-review', group: 'rights', permission: view },
  { id: 'why', path: '/identity/why', group: 'rights' },
  { id: 'services', path: '/identity/services', group: 'setup', permission: view },
  {
    id: 'settings',
    path: '/identity/settings',
    group: 'setup',
    permission: 'sos:products:joc:administration:settings:view',
  },
  { id: 'transfer', path: '/identity/transfer', group: 'setup', permission: view },
] as const satisfies readonly {
  readonly id: string;
  readonly path: `/identity/${string}`;
  readonly group: 'people' | 'rights' | 'setup';
  readonly permission?: string;
}[];

/** A view of identity and access. */
export type IdentityView = (typeof identityViews)[number];

/** The name of a view. */
export function viewLabel(view: IdentityView): TextKey {
  return `identity.views.${view.id}`;
}
