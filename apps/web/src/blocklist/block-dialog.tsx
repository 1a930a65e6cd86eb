import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ask } from '../api/ask.ts';
import { ChangeDialog } from '../elements/change-dialog.tsx';
import { text } from '../texts/identity-text.ts';

const commentMax = 255;

/** Puts a name on the blocklist: one that is given, or one that is asked for. The reason stands there as well. */
export default function BlockDialog(props: {
  readonly accountName?: string;
  readonly onClose: () => void;
}): ReactNode {
  const [name, setName] = useState(props.accountName ?? '');
  const [isTried, setTried] = useState(false);
  const accountName = name.trim();
  return (
    <ChangeDialog
      title={
        props.accountName === undefined
          ? text('blocklist.add')
          : text('blocklist.addNamed', { name: props.accountName })
      }
      what={text('blocklist.what')}
      verb={text('blocklist.verb')}
      kind="danger"
      onTry={() => {
        setTried(true);
        return accountName !== '';
      }}
      change={(reason) => {
        const comment = reason.auditLog?.comment.slice(0, commentMax);
        return ask('iam.blockedAccount.store', {
          accountName,
          ...(comment === undefined ? {} : { comment }),
          ...reason,
        });
      }}
      done={text('blocklist.done', { name: accountName })}
      onClose={props.onClose}
    >
      {props.accountName === undefined && (
        <TextInput
          label={text('accounts.columns.name')}
          description={text('blocklist.nameHelp')}
          required
          maxLength={255}
          autoComplete="off"
          spellCheck={false}
          error={isTried && accountName === '' ? text('accounts.create.nameMissing') : undefined}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
    </ChangeDialog>
  );
}
