import { refuse } from '@interlock/base';
import { resetPassword } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { changeAccounts } from '../../../identity/change-accounts.ts';
import { initialHash } from '../../../identity/initial-hash.ts';
import { notOwnPassword } from '../../../identity/not-own-password.ts';
import { passwordsKept } from '../../../identity/passwords-kept.ts';
import type { Handler } from '../../call-handler.ts';

/** Gives accounts the initial password, or none where none is configured; the record says which. */
export function resetPasswords(ports: CallPorts): Handler<'iam.accounts.resetpassword'> {
  return async (call) => {
    const initial = await initialHash(ports, call.signal);
    if (!initial.ok) return refuse(initial.problem);
    return changeAccounts(ports, call, {
      action: 'PasswordReset',
      details: { password: initial.value === undefined ? 'none' : 'initial' },
      fits: passwordsKept,
      change: async (stores, account) => {
        const other = notOwnPassword(call.caller, account);
        return other.ok ? resetPassword(stores, call.caller.rights, account, initial.value) : other;
      },
    });
  };
}
