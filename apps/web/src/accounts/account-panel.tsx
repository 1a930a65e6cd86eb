import type { AccountAnswer } from '@interlock/cockpit-api';
import { IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CallRefused } from '../api/refusal.ts';
import { Action } from '../elements/action.tsx';
import { ExactMoment } from '../elements/moment.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { useLack } from '../session/me.tsx';
import { text } from '../texts/identity-text.ts';
import type { BulkAction, SingleAction } from './account-action.ts';
import { BulkActions } from './account-bulk-bar.tsx';
import { AccountStatePill } from './account-columns.tsx';
import { useAccount } from './accounts-query.ts';
import type { AskedAction } from './asked-action.ts';
import '../identity/panel-parts.css';

interface Props {
  readonly identityServiceName: string;
  readonly accountName: string;
  readonly keepsPasswords: boolean;
  readonly onAsk: (asked: AskedAction) => void;
  readonly onClose: () => void;
}

/** One account: what is known of it, and what can be done with it. */
export function AccountPanel(props: Props): ReactNode {
  const account = useAccount(props.identityServiceName, props.accountName);
  const row = account.data;
  const isUnknown = account.error instanceof CallRefused && account.error.facts.status === 420;
  return (
    <aside className="panel" aria-label={text('accounts.panel', { name: props.accountName })}>
      <header className="panel-head">
        <div className="panel-title">
          <h2>{props.accountName}</h2>
          {row !== undefined && <AccountStatePill row={row} />}
          <button
            type="button"
            className="icon-button"
            aria-label={text('common.close')}
            onClick={props.onClose}
          >
            <IconX size={18} aria-hidden />
          </button>
        </div>
        {row !== undefined && <PanelActions row={row} {...props} />}
      </header>
      <div className="panel-body">
        {account.error !== null && (
          <div className="panel-part">
            {isUnknown ? (
              <p>{text('accounts.unknown')}</p>
            ) : (
              <RefusalNote
                error={account.error}
                what={text('accounts.unreadOne')}
                onRetry={() => void account.refetch()}
              />
            )}
          </div>
        )}
        {row !== undefined && <Facts row={row} keepsPasswords={props.keepsPasswords} />}
      </div>
    </aside>
  );
}

function PanelActions(props: Props & { readonly row: AccountAnswer }): ReactNode {
  const { row, onAsk } = props;
  const lack = useLack('sos:products:joc:administration:accounts:manage');
  const single: readonly SingleAction[] = [
    'edit',
    'rename',
    ...(props.keepsPasswords ? (['oneTimePassword'] as const) : []),
    ...(row.blocked ? [] : (['block'] as const)),
  ];
  const bulk: readonly BulkAction[] = [
    row.disabled ? 'enable' : 'disable',
    ...(props.keepsPasswords && !row.forcePasswordChange ? (['forcePasswordChange'] as const) : []),
    ...(row.blocked ? (['unblock'] as const) : []),
    'delete',
  ];
  return (
    <div className="panel-actions">
      {single.map((action) => (
        <Action
          key={action}
          kind={action === 'edit' ? 'main' : 'plain'}
          lack={lack}
          onClick={() => onAsk({ kind: 'single', action, account: row })}
        >
          {text(`accounts.single.${action}`)}
        </Action>
      ))}
      <BulkActions
        accounts={[row]}
        actions={bulk}
        onAsk={(action) => onAsk({ kind: 'bulk', action, accounts: [row] })}
      />
    </div>
  );
}

function Facts({
  row,
  keepsPasswords,
}: {
  readonly row: AccountAnswer;
  readonly keepsPasswords: boolean;
}): ReactNode {
  const { identityServiceName, accountName } = row;
  const whose = { service: identityServiceName, account: accountName };
  return (
    <>
      <dl className="facts panel-part">
        <dt>{text('service.label')}</dt>
        <dd>{identityServiceName}</dd>
        <dt>{text('accounts.email')}</dt>
        <dd>{row.email ?? '–'}</dd>
        <dt>{text('accounts.columns.roles')}</dt>
        <dd>{row.roles.length === 0 ? text('accounts.noRoleWords') : row.roles.join(', ')}</dd>
        {keepsPasswords && (
          <>
            <dt>{text('login.password')}</dt>
            <dd>{text(passwordWords(row))}</dd>
          </>
        )}
        <dt>{text('accounts.columns.lastLogin')}</dt>
        <dd>
          {row.lastLogin === undefined ? (
            text('accounts.never')
          ) : (
            <ExactMoment ms={Date.parse(row.lastLogin)} />
          )}
        </dd>
        <dt>{text('accounts.columns.created')}</dt>
        <dd>
          <ExactMoment ms={Date.parse(row.created)} />
        </dd>
      </dl>
      <nav className="panel-part ways" aria-label={text('accounts.ways')}>
        <Link to="/identity/sessions" search={whose as never}>
          {text('accounts.toSessions')}
        </Link>
        <Link to="/identity/tokens" search={whose as never}>
          {text('accounts.toTokens')}
        </Link>
        <Link to="/identity/access-review" search={{ q: accountName, account: accountName } as never}>
          {text('accounts.toReview')}
        </Link>
        <Link to="/identity/why" search={whose as never}>
          {text('accounts.toWhy')}
        </Link>
        <Link to="/audit" search={{ account: accountName } as never}>
          {text('accounts.toAudit')}
        </Link>
      </nav>
    </>
  );
}

function passwordWords(row: AccountAnswer) {
  if (!row.hasPassword) return 'accounts.password.none';
  return row.forcePasswordChange ? 'accounts.password.mustChange' : 'accounts.password.set';
}
