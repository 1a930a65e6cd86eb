import type { ResponseOf } from '@interlock/cockpit-api';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';

/** An API token as lists show it; never its value. */
export type TokenRow = ResponseOf<'iam.tokens'>['tokens'][number];

/** Whose tokens are made; empty: those of whoever asks. */
export interface TokenOwner {
  readonly accountName?: string;
  readonly identityServiceName?: string;
}

/** Whose tokens are listed; empty: those of whoever asks. */
export type TokensAsk = TokenOwner | { readonly everybody: true };

/** The tokens of an account or of all, the newest first. */
export function useTokens(asked: TokensAsk): UseQueryResult<ResponseOf<'iam.tokens'>> {
  return useQuery({
    queryKey: ['iam', 'tokens', asked],
    queryFn: ({ signal }) => ask('iam.tokens', asked, { signal }),
  });
}
