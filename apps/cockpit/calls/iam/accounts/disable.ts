import { disableAccount } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { changeAccounts } from '../../../identity/change-accounts.ts';
import type { Handler } from '../../call-handler.ts';

/** Lets accounts log in no more. */
export function disableAccounts(ports: CallPorts): Handler<'iam.accounts.disable'> {
  return async (call) =>
    changeAccounts(ports, call, {
      action: 'AccountDisabled',
      change: (stores, account) => disableAccount(stores, call.caller.rights, account, true),
    });
}
