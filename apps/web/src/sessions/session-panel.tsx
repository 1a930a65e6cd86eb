import { IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Action } from '../elements/action.tsx';
import { ExactMoment, Moment } from '../elements/moment.tsx';
import { useLack } from '../session/me.tsx';
import { text } from '../texts/identity-text.ts';
import { browserWords } from './browser-words.ts';
import { type SessionRow, serviceName } from './sessions-query.ts';
import '../identity/panel-parts.css';

/** One session, whole. */
export function SessionPanel(props: {
  readonly row: SessionRow;
  readonly onEnd: () => void;
  readonly onEndAll: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { row } = props;
  const lack = useLack('sos:products:joc:administration:accounts:manage');
  return (
    <aside className="panel" aria-label={text('sessions.panel', { name: row.accountName })}>
      <header className="panel-head">
        <div className="panel-title">
          <h2>{row.accountName}</h2>
          {row.isOwn && <span className="own-mark">{text('sessions.thisOne')}</span>}
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
          <Action lack={lack} kind="danger" onClick={props.onEnd}>
            {text('sessions.end.one')}
          </Action>
          <Action lack={lack} kind="danger" onClick={props.onEndAll}>
            {text('sessions.end.verbAll')}
          </Action>
        </div>
      </header>
      <div className="panel-body">
        <dl className="facts panel-part">
          <dt>{text('service.label')}</dt>
          <dd>{serviceName(row)}</dd>
          <dt>{text('sessions.columns.place')}</dt>
          <dd>
            {text(`sessions.transport.${row.transport}`)}, {browserWords(row.userAgent)}
          </dd>
          <dt>{text('sessions.saysOfItself')}</dt>
          <dd className="mono">{row.userAgent || '–'}</dd>
          <dt>{text('sessions.columns.address')}</dt>
          <dd className="mono">{row.address}</dd>
          <dt>{text('sessions.columns.since')}</dt>
          <dd>
            <ExactMoment ms={Date.parse(row.startedAt)} />
          </dd>
          <dt>{text('sessions.columns.used')}</dt>
          <dd>
            <ExactMoment ms={Date.parse(row.lastUsedAt)} />
          </dd>
          <dt>{text('sessions.idle')}</dt>
          <dd>
            <Moment ms={Date.now() + row.timeout} />
          </dd>
          <dt>{text('sessions.columns.ends')}</dt>
          <dd>
            <ExactMoment ms={Date.parse(row.endsAt)} />
          </dd>
          <dt>{text('sessions.remember')}</dt>
          <dd>{text(row.rememberMe ? 'sessions.remembered' : 'sessions.notRemembered')}</dd>
        </dl>
        <nav className="panel-part ways" aria-label={text('accounts.ways')}>
          <Link
            to="/identity/accounts"
            search={{ service: serviceName(row), account: row.accountName } as never}
          >
            {text('sessions.toAccount')}
          </Link>
          <Link to="/audit" search={{ account: row.accountName } as never}>
            {text('accounts.toAudit')}
          </Link>
        </nav>
      </div>
    </aside>
  );
}
