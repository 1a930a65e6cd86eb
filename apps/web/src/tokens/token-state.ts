import type { Hue, StateIconName } from '../look/state-look.ts';

/** How a token stands: it ends at a time of its own, and it ends soon when a fortnight is left. */
export type TokenState = 'ended' | 'endsSoon' | 'valid';

const soonMs = 14 * 86_400_000;

/** The state of a token at a moment. */
export function tokenState(
  token: { readonly hasEnded: boolean; readonly endsAt: string },
  nowMs: number,
): TokenState {
  const endsAtMs = Date.parse(token.endsAt);
  if (token.hasEnded || endsAtMs <= nowMs) return 'ended';
  return endsAtMs - nowMs < soonMs ? 'endsSoon' : 'valid';
}

/** How the states look. */
export const tokenLooks: Readonly<Record<TokenState, { readonly hue: Hue; readonly icon: StateIconName }>> = {
  ended: { hue: 'slate', icon: 'cancelled' },
  endsSoon: { hue: 'amber', icon: 'waiting' },
  valid: { hue: 'green', icon: 'finished' },
};
