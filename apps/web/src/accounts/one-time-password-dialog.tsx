import type { AccountAnswer } from '@interlock/cockpit-api';
import type { ReactNode } from 'react';
import { ask } from '../api/ask.ts';
import { ChangeDialog } from '../elements/change-dialog.tsx';
import { text } from '../texts/identity-text.ts';

/** Gives an account a random password, which whoever opened this is shown once. */
export default function OneTimePasswordDialog(props: {
  readonly account: AccountAnswer;
  readonly onDone: (password: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { identityServiceName, accountName } = props.account;
  return (
    <ChangeDialog
      title={text('accounts.oneTime.title', { name: accountName })}
      what={text('accounts.oneTime.what')}
      verb={text('accounts.oneTime.verb')}
      kind="danger"
      change={(reason) => ask('iam.account.onetimepassword', { identityServiceName, accountName, ...reason })}
      onDone={({ password }) => props.onDone(password)}
      onClose={props.onClose}
    />
  );
}
