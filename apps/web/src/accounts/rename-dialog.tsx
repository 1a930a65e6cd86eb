import type { AccountAnswer } from '@interlock/cockpit-api';
import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ask } from '../api/ask.ts';
import { ChangeDialog } from '../elements/change-dialog.tsx';
import { text } from '../texts/identity-text.ts';

/** Gives an account another name; it stays the same account. */
export default function RenameDialog(props: {
  readonly account: AccountAnswer;
  readonly onDone: (name: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { identityServiceName, accountName } = props.account;
  const [name, setName] = useState(accountName);
  const [isTried, setTried] = useState(false);
  const fresh = name.trim();
  const isGood = fresh !== '' && fresh !== accountName;
  return (
    <ChangeDialog
      title={text('accounts.rename.title', { name: accountName })}
      what={text('accounts.rename.what')}
      verb={text('accounts.rename.verb')}
      onTry={() => {
        setTried(true);
        return isGood;
      }}
      change={(reason) =>
        ask('iam.account.rename', {
          identityServiceName,
          accountOldName: accountName,
          accountNewName: fresh,
          ...reason,
        })
      }
      done={text('accounts.rename.done', { name: fresh })}
      onDone={() => props.onDone(fresh)}
      onClose={props.onClose}
    >
      <TextInput
        label={text('accounts.rename.label')}
        required
        maxLength={255}
        autoComplete="off"
        spellCheck={false}
        error={isTried && !isGood ? text('accounts.rename.missing') : undefined}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </ChangeDialog>
  );
}
