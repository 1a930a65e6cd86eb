import { lazy, type ReactNode, Suspense } from 'react';
import { say } from '../elements/announcer.tsx';
import type { ServiceItem } from '../identity/services-query.ts';
import { text } from '../texts/identity-text.ts';
import type { AskedAction } from './asked-action.ts';
import { PasswordOnce } from './password-once.tsx';

const BulkActionDialog = lazy(() => import('./bulk-action-dialog.tsx'));
const AccountFormDialog = lazy(() => import('./account-form-dialog.tsx'));
const RenameDialog = lazy(() => import('./rename-dialog.tsx'));
const OneTimePasswordDialog = lazy(() => import('./one-time-password-dialog.tsx'));
const BlockDialog = lazy(() => import('../blocklist/block-dialog.tsx'));

interface Props {
  readonly asked: AskedAction | undefined;
  readonly service: ServiceItem;
  readonly onAsk: (asked: AskedAction | undefined) => void;
  /** Told which account is to be shown, where its name is new; nothing where accounts are gone. */
  readonly onShow: (accountName: string | undefined) => void;
  readonly onBulkDone: () => void;
}

/** The dialog of what was asked for; each is read when it is first needed. */
export function AccountDialogs(props: Props): ReactNode {
  return <Suspense fallback={null}>{props.asked !== undefined && dialogOf(props.asked, props)}</Suspense>;
}

function dialogOf(asked: AskedAction, props: Props): ReactNode {
  const onClose = () => props.onAsk(undefined);
  if (asked.kind === 'bulk')
    return (
      <BulkActionDialog
        {...asked}
        onClose={onClose}
        onDone={() => {
          props.onBulkDone();
          if (asked.action === 'delete') props.onShow(undefined);
        }}
      />
    );
  if (asked.kind === 'create') return <FormDialog {...props} />;
  if (asked.kind === 'password') return <PasswordOnce {...asked} onClose={onClose} />;
  const { account, action } = asked;
  if (action === 'edit') return <FormDialog {...props} account={account} />;
  if (action === 'rename') return <RenameDialog account={account} onDone={props.onShow} onClose={onClose} />;
  if (action === 'block') return <BlockDialog accountName={account.accountName} onClose={onClose} />;
  return (
    <OneTimePasswordDialog
      account={account}
      onDone={(password) => props.onAsk({ kind: 'password', accountName: account.accountName, password })}
      onClose={onClose}
    />
  );
}

function FormDialog(props: Props & Pick<Parameters<typeof AccountFormDialog>[0], 'account'>): ReactNode {
  return (
    <AccountFormDialog
      identityServiceName={props.service.identityServiceName}
      keepsPasswords={keepsPasswords(props.service)}
      {...(props.account === undefined ? {} : { account: props.account })}
      onDone={({ accountName, password, lacksPassword }) => {
        props.onShow(accountName);
        if (lacksPassword) say(text('accounts.create.lacksPassword', { name: accountName }));
        if (password !== undefined) props.onAsk({ kind: 'password', accountName, password });
      }}
      onClose={() => props.onAsk(undefined)}
    />
  );
}

/** Whether accounts of a service have their passwords here. */
export function keepsPasswords(service: ServiceItem): boolean {
  return service.identityServiceType === 'JOC';
}
