import type { ReactNode } from 'react';
import { SecretOnce } from '../elements/secret-once.tsx';
import { text } from '../texts/identity-text.ts';

/** Shows the one-time password of an account, this once. */
export function PasswordOnce(props: {
  readonly accountName: string;
  readonly password: string;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <SecretOnce
      title={text('accounts.oneTime.shown', { name: props.accountName })}
      what={text('accounts.oneTime.shownWords')}
      name={text('accounts.oneTime.label')}
      secret={props.password}
      onClose={props.onClose}
    />
  );
}
