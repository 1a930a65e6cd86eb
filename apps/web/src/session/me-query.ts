import { ask } from '../api/ask.ts';

/** Asks who is logged in; no person asked for it. */
export const meQuery = {
  queryKey: ['me'],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
    ask('interlock.me', {}, { signal, background: true }),
};
