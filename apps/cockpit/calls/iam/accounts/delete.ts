import { deleteAccount } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { changeAccounts } from '../../../identity/change-accounts.ts';
import type { Handler } from '../../call-handler.ts';

/** Deletes accounts; with one of `enabled` and `disabled` true, those alone that are so. */
export function deleteAccounts(ports: CallPorts): Handler<'iam.accounts.delete'> {
  return async (call) => {
    const { enabled = false, disabled = false } = call.request;
    return changeAccounts(ports, call, {
      action: 'AccountDeleted',
      concerns: (account) => enabled === disabled || account.disabled === disabled,
      change: (stores, account) => deleteAccount(stores, call.caller.rights, account),
    });
  };
}
