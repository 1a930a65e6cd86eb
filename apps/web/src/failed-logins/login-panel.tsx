import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Action } from '../elements/action.tsx';
import { ExactMoment } from '../elements/moment.tsx';
import { useLack } from '../session/me.tsx';
import { browserWords } from '../sessions/browser-words.ts';
import { text } from '../texts/identity-text.ts';
import { AnswerPill, claimedName, LoginPill } from './login-columns.tsx';
import { reasonWords } from './login-reason.ts';
import type { LoginRow } from './logins-query.ts';

/** One login: who claimed to be whom, from where, and what each service answered, in the order in which they were asked. */
export function LoginPanel(props: {
  readonly row: LoginRow;
  readonly onAccount: (name: string) => void;
  readonly onBlock: (name: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { row } = props;
  const name = claimedName(row);
  const lack = useLack('sos:products:joc:administration:accounts:manage');
  return (
    <aside className="panel" aria-label={text('logins.panel')}>
      <header className="panel-head">
        <div className="panel-title">
          <h2>{name ?? text('logins.noName')}</h2>
          <LoginPill row={row} />
          <button
            type="button"
            className="icon-button"
            aria-label={text('common.close')}
            onClick={props.onClose}
          >
            <IconX size={18} aria-hidden />
          </button>
        </div>
        {name !== undefined && (
          <div className="panel-actions">
            <Action onClick={() => props.onAccount(name)}>{text('logins.allOf')}</Action>
            {!row.blocked && (
              <Action kind="danger" lack={lack} onClick={() => props.onBlock(name)}>
                {text('accounts.single.block')}
              </Action>
            )}
          </div>
        )}
      </header>
      <div className="panel-body">
        <dl className="facts panel-part">
          <dt>{text('logins.columns.reason')}</dt>
          <dd>{reasonWords(row.reason)}</dd>
          <dt>{text('audit.columns.when')}</dt>
          <dd>
            <ExactMoment ms={Date.parse(row.loginDate)} />
          </dd>
          <dt>{text('sessions.columns.address')}</dt>
          <dd className="mono">{row.address}</dd>
          <dt>{text('sessions.columns.place')}</dt>
          <dd>{browserWords(row.userAgent)}</dd>
          <dt>{text('sessions.saysOfItself')}</dt>
          <dd className="mono">{row.userAgent || '–'}</dd>
        </dl>
        <div className="panel-part">
          <h3 className="part-title">{text('logins.answers')}</h3>
          <ol className="service-answers">
            {row.details.loginHistoryItems.map((answer) => (
              <li key={answer.identityServiceName}>
                <strong>{answer.identityServiceName}</strong>
                <AnswerPill answer={answer} />
                {answer.reason !== 'none' && <span className="quiet">{reasonWords(answer.reason)}</span>}
              </li>
            ))}
          </ol>
          {row.details.loginHistoryItems.length === 0 && <p className="quiet">{text('logins.noneAsked')}</p>}
        </div>
      </div>
    </aside>
  );
}
