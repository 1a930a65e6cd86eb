import type { AccountAnswer } from '@interlock/cockpit-api';
import type { Hue, StateIconName } from '../look/state-look.ts';

/** What stands in the way of an account, the weightiest first. */
export type AccountState = 'blocked' | 'disabled' | 'mustChange' | 'active';

/** The state of an account. */
export function accountState(row: AccountAnswer): AccountState {
  if (row.blocked) return 'blocked';
  if (row.disabled) return 'disabled';
  return row.forcePasswordChange ? 'mustChange' : 'active';
}

/** How the states look. */
export const accountLooks: Readonly<
  Record<AccountState, { readonly hue: Hue; readonly icon: StateIconName }>
> = {
  blocked: { hue: 'red', icon: 'blocked' },
  disabled: { hue: 'slate', icon: 'suspended' },
  mustChange: { hue: 'amber', icon: 'waiting' },
  active: { hue: 'green', icon: 'finished' },
};
