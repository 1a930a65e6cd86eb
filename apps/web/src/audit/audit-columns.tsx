import { StateIcon } from '../elements/state-icon.tsx';
import '../elements/state-pill.css';
import type { ReactNode } from 'react';
import { Moment } from '../elements/moment.tsx';
import type { Column } from '../list/column.ts';
import { type TextKey, text } from '../texts/text.ts';
import { type AuditRow, eventWords } from './audit-words.ts';
import { outcomeLook } from './outcome-look.ts';

/** The outcome of an entry, with colour, icon and word. */
export function Outcome({ outcome }: { readonly outcome: string }): ReactNode {
  const { hue, icon } = outcomeLook(outcome);
  return (
    <span className="state-pill" data-hue={hue}>
      <StateIcon name={icon} />
      {eventWords(outcome)}
    </span>
  );
}

/** The columns of the audit log. */
export const auditColumns: readonly Column<AuditRow>[] = [
  {
    id: 'outcome',
    head: text('audit.columns.outcome'),
    width: 7.5,
    narrow: 'side',
    cell: (row) => <Outcome outcome={row.outcome} />,
    compare: (a, b) => a.outcome.localeCompare(b.outcome),
  },
  {
    id: 'event',
    head: text('audit.columns.event'),
    width: 11,
    grow: 2,
    narrow: 'title',
    cell: (row) => <strong>{eventWords(row.event)}</strong>,
    compare: (a, b) => a.event.localeCompare(b.event),
  },
  {
    id: 'account',
    head: text('audit.columns.account'),
    width: 8,
    grow: 1,
    narrow: 'line',
    cell: (row) => row.account,
    compare: (a, b) => a.account.localeCompare(b.account),
  },
  {
    id: 'reason',
    head: text('reason.label'),
    width: 11,
    grow: 2,
    cell: (row) => row.comment ?? <span className="faint">–</span>,
  },
  {
    id: 'category',
    head: text('audit.columns.category'),
    width: 7,
    cell: (row) => text(`audit.category.${row.category}` as TextKey),
    compare: (a, b) => a.category.localeCompare(b.category),
  },
  {
    id: 'when',
    head: text('audit.columns.when'),
    width: 6.5,
    narrow: 'end',
    cell: (row) => <Moment ms={Date.parse(row.created)} />,
    compare: (a, b) => a.id - b.id,
  },
  {
    id: 'controller',
    head: text('audit.columns.controller'),
    width: 8,
    isShown: false,
    cell: (row) => row.controllerId ?? <span className="faint">–</span>,
  },
];
