import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Action } from '../elements/action.tsx';
import { ExactMoment } from '../elements/moment.tsx';
import { permissionLabel } from '../permissions/permission-groups.ts';
import { text } from '../texts/identity-text.ts';
import { TokenStatePill } from './token-columns.tsx';
import { folderWords } from './token-limits.ts';
import type { TokenRow } from './tokens-query.ts';
import '../identity/panel-parts.css';

/** One token: to what it is limited, and how it is used. */
export function TokenPanel(props: {
  readonly row: TokenRow;
  readonly lack: string | undefined;
  readonly onRevoke: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { row } = props;
  return (
    <aside className="panel" aria-label={text('tokens.panel', { name: row.name })}>
      <header className="panel-head">
        <div className="panel-title">
          <h2>{row.name}</h2>
          <TokenStatePill row={row} />
          <button
            type="button"
            className="icon-button"
            aria-label={text('common.close')}
            onClick={props.onClose}
          >
            <IconX size={18} aria-hidden />
          </button>
        </div>
        <div className="panel-actions">
          <Action kind="danger" lack={props.lack} onClick={props.onRevoke}>
            {text('tokens.revoke.verb', { count: 1 })}
          </Action>
        </div>
      </header>
      <div className="panel-body">
        <dl className="facts panel-part">
          <dt>{text('accounts.columns.name')}</dt>
          <dd>
            {row.accountName} · {row.identityServiceName}
          </dd>
          <dt>{text('tokens.columns.by')}</dt>
          <dd>{row.createdBy}</dd>
          <dt>{text('tokens.columns.created')}</dt>
          <dd>
            <ExactMoment ms={Date.parse(row.createdAt)} />
          </dd>
          <dt>{text('tokens.columns.used')}</dt>
          <dd>
            {row.lastUsedAt === undefined ? (
              text('tokens.neverUsed')
            ) : (
              <ExactMoment ms={Date.parse(row.lastUsedAt)} />
            )}
          </dd>
          <dt>{text('tokens.columns.ends')}</dt>
          <dd>
            <ExactMoment ms={Date.parse(row.endsAt)} />
          </dd>
          <dt>{text('tokens.folders')}</dt>
          <dd>{row.folders?.map(folderWords).join(', ') ?? text('tokens.allFolders')}</dd>
        </dl>
        <div className="panel-part">
          <h3 className="part-title">{text('tokens.mayUse')}</h3>
          {row.permissions === undefined ? (
            <p className="quiet">{text('tokens.allRightsWords')}</p>
          ) : (
            <ul className="right-list">
              {row.permissions.map((permission) => (
                <li key={permission} title={permission}>
                  {permissionLabel(permission)}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </aside>
  );
}
