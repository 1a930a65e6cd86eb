import { IconApi, IconBrowser } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Moment } from '../elements/moment.tsx';
import type { Column } from '../list/column.ts';
import { text } from '../texts/identity-text.ts';
import { browserWords } from './browser-words.ts';
import { type SessionRow, serviceName } from './sessions-query.ts';

const time = (moment: string) => Date.parse(moment);

/** Where somebody is logged in: the page in a browser, or a program. */
export function SessionPlace({ row }: { readonly row: SessionRow }): ReactNode {
  const Icon = row.transport === 'cookie' ? IconBrowser : IconApi;
  return (
    <span className="session-place" title={row.userAgent}>
      <Icon size={15} aria-hidden />
      <span className="unseen">{text(`sessions.transport.${row.transport}`)}: </span>
      <span>{browserWords(row.userAgent)}</span>
    </span>
  );
}

/** The columns of the sessions. */
export const sessionColumns: readonly Column<SessionRow>[] = [
  {
    id: 'account',
    head: text('accounts.columns.name'),
    width: 12,
    grow: 1,
    narrow: 'title',
    cell: (row) => (
      <>
        <strong>{row.accountName}</strong>{' '}
        {row.isOwn && <span className="own-mark">{text('sessions.thisOne')}</span>}
      </>
    ),
    compare: (a, b) => a.accountName.localeCompare(b.accountName),
  },
  {
    id: 'service',
    head: text('service.label'),
    width: 8,
    cell: serviceName,
    compare: (a, b) => serviceName(a).localeCompare(serviceName(b)),
  },
  {
    id: 'place',
    head: text('sessions.columns.place'),
    width: 11,
    grow: 1,
    narrow: 'line',
    cell: (row) => <SessionPlace row={row} />,
    compare: (a, b) => browserWords(a.userAgent).localeCompare(browserWords(b.userAgent)),
  },
  {
    id: 'address',
    head: text('sessions.columns.address'),
    width: 8.5,
    narrow: 'side',
    cell: (row) => <span className="mono">{row.address}</span>,
    compare: (a, b) => a.address.localeCompare(b.address, undefined, { numeric: true }),
  },
  {
    id: 'since',
    head: text('sessions.columns.since'),
    width: 7,
    cell: (row) => <Moment ms={time(row.startedAt)} />,
    compare: (a, b) => time(a.startedAt) - time(b.startedAt),
  },
  {
    id: 'used',
    head: text('sessions.columns.used'),
    width: 7,
    narrow: 'end',
    cell: (row) => <Moment ms={time(row.lastUsedAt)} />,
    compare: (a, b) => time(a.lastUsedAt) - time(b.lastUsedAt),
  },
  {
    id: 'ends',
    head: text('sessions.columns.ends'),
    width: 7,
    cell: (row) => <Moment ms={time(row.endsAt)} />,
    compare: (a, b) => time(a.endsAt) - time(b.endsAt),
  },
];
