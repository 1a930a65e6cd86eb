import type { AccountAnswer } from '@interlock/cockpit-api';
import type { BulkAction, SingleAction } from './account-action.ts';

/** What was asked for and waits in a dialog. */
export type AskedAction =
  | { readonly kind: 'bulk'; readonly action: BulkAction; readonly accounts: readonly AccountAnswer[] }
  | { readonly kind: 'single'; readonly action: SingleAction; readonly account: AccountAnswer }
  | { readonly kind: 'create' }
  | { readonly kind: 'password'; readonly accountName: string; readonly password: string };
