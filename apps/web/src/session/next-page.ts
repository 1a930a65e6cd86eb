import type { EndReason } from './session-end.ts';

/** The page to go to after the login: a path of this origin and nothing else, whatever stands in the address. */
export function nextPage(search: string, origin: string): string {
  const asked = new URLSearchParams(search).get('next');
  if (asked === null || !asked.startsWith('/') || !URL.canParse(asked, origin)) return '/';
  const target = new URL(asked, origin);
  if (target.origin !== origin || target.pathname.startsWith('/login')) return '/';
  return target.pathname + target.search + target.hash;
}

/** Why somebody is led to the login. */
export type LeaveReason = EndReason | 'loggedOut';

/** The address of the login, which comes back to `from`; `why` is told there. */
export function loginAddress(from: string, why?: LeaveReason): string {
  const search = new URLSearchParams();
  if (why !== undefined) search.set('why', why);
  if (from !== '/' && why !== 'loggedOut') search.set('next', from);
  return search.size === 0 ? '/login' : `/login?${search}`;
}
