import type { AccountAnswer } from '@interlock/cockpit-api';
import { type ReactNode, useState } from 'react';
import { ask } from '../api/ask.ts';
import { ChangeDialog, type GivenReason } from '../elements/change-dialog.tsx';
import { useMe } from '../session/me.tsx';
import { text } from '../texts/identity-text.ts';
import './accounts.css';
import { type BulkAction, suited } from './account-action.ts';

const calls = {
  enable: 'iam.accounts.enable',
  disable: 'iam.accounts.disable',
  forcePasswordChange: 'iam.accounts.forcepasswordchange',
  delete: 'iam.accounts.delete',
} as const;

/** Says what will be done with which accounts, and does it: with all of them or with none. */
export default function BulkActionDialog(props: {
  readonly action: BulkAction;
  readonly accounts: readonly AccountAnswer[];
  readonly onClose: () => void;
  readonly onDone?: () => void;
}): ReactNode {
  const { action } = props;
  const me = useMe();
  // What was decided on must not change while the person reads it.
  const [able] = useState(() => suited(action, props.accounts));
  const names = able.map((row) => row.accountName);
  const count = names.length;
  const isGrave = action === 'delete' || action === 'disable';
  const change = (reason: GivenReason) => {
    const accountNames = [...names];
    if (action === 'unblock') return ask('iam.blockedAccounts.delete', { accountNames, ...reason });
    const identityServiceName = able[0]?.identityServiceName ?? '';
    return ask(calls[action], { identityServiceName, accountNames, ...reason });
  };
  return (
    <ChangeDialog
      title={text(`accounts.actions.${action}.title`, { count, name: names[0] ?? '' })}
      what={text(`accounts.actions.${action}.what`, { count })}
      named={names}
      verb={text(`accounts.actions.${action}.some`, { count })}
      kind={isGrave ? 'danger' : 'main'}
      {...(action === 'delete' ? { confirm: count === 1 ? (names[0] ?? '') : String(count) } : {})}
      change={change}
      done={text(`accounts.actions.${action}.done`, { count })}
      {...(props.onDone === undefined ? {} : { onDone: props.onDone })}
      onClose={props.onClose}
    >
      {isGrave && names.includes(me.account) && (
        <p className="own-warning" data-hue="amber">
          {text('accounts.ownAmong')}
        </p>
      )}
      {props.accounts.length > count && (
        <p className="quiet">{text('accounts.leftOut', { count: props.accounts.length - count })}</p>
      )}
    </ChangeDialog>
  );
}
