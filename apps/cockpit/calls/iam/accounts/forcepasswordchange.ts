import { touchAccount } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { changeAccounts } from '../../../identity/change-accounts.ts';
import { passwordsKept } from '../../../identity/passwords-kept.ts';
import type { Handler } from '../../call-handler.ts';

/** Makes accounts change their password before anything else; it holds for their running sessions too. */
export function forcePasswordChange(ports: CallPorts): Handler<'iam.accounts.forcepasswordchange'> {
  return async (call) =>
    changeAccounts(ports, call, {
      action: 'PasswordChangeForced',
      fits: passwordsKept,
      change: async (stores, account) => {
        const may = await touchAccount(stores, call.caller.rights, account);
        return may.ok ? stores.accounts.save({ ...account, forcePasswordChange: true }) : may;
      },
    });
}
