import type { ReactNode } from 'react';
import { Moment } from '../elements/moment.tsx';
import { Pill } from '../elements/pill.tsx';
import type { Column } from '../list/column.ts';
import type { Hue, StateIconName } from '../look/state-look.ts';
import { browserWords } from '../sessions/browser-words.ts';
import { text } from '../texts/identity-text.ts';
import { reasonWords } from './login-reason.ts';
import type { LoginRow } from './logins-query.ts';

/** What one service answered. */
export type ServiceAnswer = LoginRow['details']['loginHistoryItems'][number];

const looks: Readonly<Record<ServiceAnswer['outcome'], { readonly hue: Hue; readonly icon: StateIconName }>> =
  {
    verified: { hue: 'green', icon: 'finished' },
    challenge: { hue: 'blue', icon: 'prompting' },
    notMine: { hue: 'slate', icon: 'unknown' },
    rejected: { hue: 'red', icon: 'failed' },
    unavailable: { hue: 'amber', icon: 'blocked' },
  };

/** The answer of one service, with colour, icon and word. */
export function AnswerPill({ answer }: { readonly answer: ServiceAnswer }): ReactNode {
  return <Pill {...looks[answer.outcome]}>{text(`logins.outcome.${answer.outcome}`)}</Pill>;
}

/** What came of a login, with colour, icon and word. */
export function LoginPill({ row }: { readonly row: LoginRow }): ReactNode {
  return row.loginSuccess ? (
    <Pill hue="green" icon="finished">
      {text('logins.succeeded')}
    </Pill>
  ) : (
    <Pill hue="red" icon="failed">
      {text('logins.refused')}
    </Pill>
  );
}

/** The name that was claimed; nothing where none was. */
export function claimedName(row: LoginRow): string | undefined {
  return row.accountName === '*none' ? undefined : row.accountName;
}

const when = (row: LoginRow) => Date.parse(row.loginDate);

/** The columns of the logins. */
export const loginColumns: readonly Column<LoginRow>[] = [
  {
    id: 'account',
    head: text('accounts.columns.name'),
    width: 9,
    grow: 1,
    narrow: 'title',
    cell: (row) => (
      <>
        <strong>{claimedName(row) ?? <span className="faint">{text('logins.noName')}</span>}</strong>{' '}
        {row.blocked && <span className="faint">({text('accounts.state.blocked')})</span>}
      </>
    ),
    compare: (a, b) => a.accountName.localeCompare(b.accountName),
  },
  {
    id: 'reason',
    head: text('logins.columns.reason'),
    width: 11,
    grow: 2,
    narrow: 'line',
    cell: (row) => reasonWords(row.reason),
    compare: (a, b) => reasonWords(a.reason).localeCompare(reasonWords(b.reason)),
  },
  {
    id: 'services',
    head: text('logins.columns.services'),
    width: 9,
    grow: 1,
    cell: (row) => row.details.loginHistoryItems.map((one) => one.identityServiceName).join(', '),
  },
  {
    id: 'address',
    head: text('sessions.columns.address'),
    width: 8.5,
    narrow: 'end',
    cell: (row) => <span className="mono">{row.address}</span>,
    compare: (a, b) => a.address.localeCompare(b.address, undefined, { numeric: true }),
  },
  {
    id: 'when',
    head: text('audit.columns.when'),
    width: 6.5,
    narrow: 'side',
    cell: (row) => <Moment ms={when(row)} />,
    compare: (a, b) => when(a) - when(b),
  },
  {
    id: 'client',
    head: text('sessions.columns.place'),
    width: 10,
    isShown: false,
    cell: (row) => browserWords(row.userAgent),
  },
];
