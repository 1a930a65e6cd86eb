import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ExactMoment } from '../elements/moment.tsx';
import { type TextKey, text } from '../texts/text.ts';
import { Outcome } from './audit-columns.tsx';
import { type AuditRow, eventWords } from './audit-words.ts';

/** One entry of the audit log, whole. */
export function AuditPanel(props: {
  readonly row: AuditRow;
  readonly onAccount: (account: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { row } = props;
  const facts: readonly (readonly [TextKey, ReactNode])[] = [
    ['audit.columns.outcome', <Outcome key="outcome" outcome={row.outcome} />],
    ['audit.columns.when', <ExactMoment key="when" ms={Date.parse(row.created)} />],
    [
      'audit.columns.account',
      <button key="account" type="button" className="as-link" onClick={() => props.onAccount(row.account)}>
        {row.account}
      </button>,
    ],
    ['audit.identityService', row.identityService ?? '–'],
    ['audit.columns.category', text(`audit.category.${row.category}` as TextKey)],
    ['audit.columns.controller', row.controllerId ?? '–'],
    ['audit.call', <code key="call">{row.request || '–'}</code>],
    ['reason.label', row.comment ?? '–'],
    ['audit.ticket', row.ticketLink ?? '–'],
  ];
  return (
    <aside className="panel" aria-label={text('audit.entry', { id: row.id })}>
      <header className="panel-head">
        <div className="panel-title">
          <h2>{eventWords(row.event)}</h2>
          <button
            type="button"
            className="icon-button"
            aria-label={text('common.close')}
            onClick={props.onClose}
          >
            <IconX size={18} aria-hidden />
          </button>
        </div>
      </header>
      <div className="panel-body">
        <dl className="facts panel-part">
          {facts.map(([label, value]) => (
            <div key={label} className="fact">
              <dt>{text(label)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {row.parameters !== undefined && (
          <div className="panel-part">
            <h3 className="part-title">{text('audit.asked')}</h3>
            <pre className="script">
              <code>{laidOut(row.parameters)}</code>
            </pre>
          </div>
        )}
      </div>
    </aside>
  );
}

/** JSON in lines; what is none stays as it is. */
function laidOut(parameters: string): string {
  try {
    return JSON.stringify(JSON.parse(parameters), null, 2);
  } catch {
    return parameters;
  }
}
