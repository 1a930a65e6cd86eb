import { disableAccount } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { changeAccounts } from '../../../identity/change-accounts.ts';
import type { Handler } from '../../call-handler.ts';

/** Lets accounts log in again. */
export function enableAccounts(ports: CallPorts): Handler<'iam.accounts.enable'> {
  return async (call) =>
    changeAccounts(ports, call, {
      action: 'AccountEnabled',
      change: (stores, account) => disableAccount(stores, call.caller.rights, account, false),
    });
}
