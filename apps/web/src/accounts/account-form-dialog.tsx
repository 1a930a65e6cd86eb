import type { AccountAnswer } from '@interlock/cockpit-api';
import { Checkbox, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ask } from '../api/ask.ts';
import { CallRefused } from '../api/refusal.ts';
import { ChangeDialog, type GivenReason } from '../elements/change-dialog.tsx';
import { text } from '../texts/identity-text.ts';
import { useRoleNames } from './accounts-query.ts';
import { AssignmentEffect } from './assignment-effect.tsx';
import { RoleChecks } from './role-checks.tsx';

/** What came of it: the account, and a password that is shown once where one was asked for. */
export interface StoredAccount {
  readonly accountName: string;
  readonly password?: string;
  /** A password was asked for, and the account stands without one. */
  readonly lacksPassword: boolean;
}

/** Creates an account, or changes the roles and the e-mail address of one. */
export default function AccountFormDialog(props: {
  readonly identityServiceName: string;
  /** The account that is changed; absent: a new one. */
  readonly account?: AccountAnswer;
  /** Whether the service keeps passwords here, so that a new account can be given one. */
  readonly keepsPasswords: boolean;
  readonly onDone: (stored: StoredAccount) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { identityServiceName, account } = props;
  const [name, setName] = useState(account?.accountName ?? '');
  const [email, setEmail] = useState(account?.email ?? '');
  const [roles, setRoles] = useState<readonly string[]>(account?.roles ?? []);
  const [givesPassword, setGivesPassword] = useState(true);
  const [isTried, setTried] = useState(false);
  const known = useRoleNames(identityServiceName);
  const accountName = name.trim();
  const isNew = account === undefined;
  const clearsEmail = account?.email !== undefined && email.trim() === '';
  const hasOtherRoles = !isNew && [...roles].sort().join() !== [...account.roles].sort().join();

  const change = async (reason: GivenReason): Promise<StoredAccount> => {
    if (isNew) await refuseExisting(identityServiceName, accountName);
    await ask('iam.account.store', {
      identityServiceName,
      accountName,
      roles: [...roles],
      ...(email.trim() === '' ? {} : { email: email.trim() }),
      ...reason,
    });
    if (!isNew || !props.keepsPasswords || !givesPassword) return { accountName, lacksPassword: false };
    // The account stands by now, whatever comes of its password.
    return ask('iam.account.onetimepassword', { identityServiceName, accountName, ...reason }).then(
      ({ password }) => ({ accountName, password, lacksPassword: false }),
      () => ({ accountName, lacksPassword: true }),
    );
  };
  return (
    <ChangeDialog
      title={
        isNew ? text('accounts.create.title') : text('accounts.edit.title', { name: account.accountName })
      }
      verb={text(isNew ? 'accounts.create.verb' : 'accounts.edit.verb')}
      onTry={() => {
        setTried(true);
        return accountName !== '' && !clearsEmail;
      }}
      change={change}
      done={text(isNew ? 'accounts.create.done' : 'accounts.edit.done', { name: accountName })}
      onDone={props.onDone}
      onClose={props.onClose}
    >
      {isNew && (
        <TextInput
          label={text('accounts.columns.name')}
          description={text('accounts.create.inService', { service: identityServiceName })}
          required
          maxLength={255}
          autoComplete="off"
          spellCheck={false}
          error={isTried && accountName === '' ? text('accounts.create.nameMissing') : undefined}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={text('accounts.email')}
        type="email"
        maxLength={255}
        autoComplete="off"
        error={isTried && clearsEmail ? text('accounts.emailStays') : undefined}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <RoleChecks known={known.data} chosen={roles} onChange={setRoles} />
      {hasOtherRoles && (
        <AssignmentEffect
          identityServiceName={identityServiceName}
          accountName={account.accountName}
          roles={roles}
        />
      )}
      {isNew && props.keepsPasswords && (
        <Checkbox
          label={text('accounts.create.password')}
          description={text('accounts.create.passwordHelp')}
          checked={givesPassword}
          onChange={(event) => setGivesPassword(event.currentTarget.checked)}
        />
      )}
    </ChangeDialog>
  );
}

/** Storing changes an account of this name; who asked for a new one did not mean that. */
async function refuseExisting(identityServiceName: string, accountName: string): Promise<void> {
  const found = await ask('iam.account', { identityServiceName, accountName }).catch((error: unknown) => {
    if (error instanceof CallRefused && error.facts.status === 420) return undefined;
    throw error;
  });
  if (found !== undefined)
    throw new CallRefused({ status: 420, message: text('accounts.create.exists', { name: accountName }) });
}
