import type { AccountAnswer } from '@interlock/cockpit-api';
import type { ReactNode } from 'react';
import { Action } from '../elements/action.tsx';
import { useLack } from '../session/me.tsx';
import { text } from '../texts/identity-text.ts';
import { type BulkAction, bulkActions, bulkMax, suited } from './account-action.ts';

/** What can be done with the chosen accounts, and with how many of them. */
export function AccountBulkBar(props: {
  readonly accounts: readonly AccountAnswer[];
  readonly onAsk: (action: BulkAction) => void;
  readonly onClear: () => void;
}): ReactNode {
  const count = props.accounts.length;
  return (
    <section className="bulk" aria-label={text('accounts.chosen', { count })}>
      <strong role="status">{text('accounts.chosen', { count })}</strong>
      <BulkActions accounts={props.accounts} actions={bulkActions} onAsk={props.onAsk} withCounts />
      <Action onClick={props.onClear}>{text('list.clear')}</Action>
    </section>
  );
}

/** The buttons for some accounts: those that make sense for at least one of them, locked where the permission is missing. */
export function BulkActions(props: {
  readonly accounts: readonly AccountAnswer[];
  readonly actions: readonly BulkAction[];
  readonly onAsk: (action: BulkAction) => void;
  readonly withCounts?: boolean;
}): ReactNode {
  const lack = useLack('sos:products:joc:administration:accounts:manage');
  return props.actions.map((action) => {
    const count = suited(action, props.accounts).length;
    if (count === 0) return null;
    const isTooMany = lack === undefined && count > bulkMax;
    return (
      <Action
        key={action}
        kind={action === 'delete' ? 'danger' : 'plain'}
        lack={lack}
        notNow={isTooMany ? text('accounts.tooMany', { count: bulkMax }) : undefined}
        onClick={() => props.onAsk(action)}
      >
        {text(`accounts.actions.${action}.${props.withCounts ? 'some' : 'verb'}`, { count })}
      </Action>
    );
  });
}
