import type { AccountAnswer } from '@interlock/cockpit-api';
import type { ReactNode } from 'react';
import { Moment } from '../elements/moment.tsx';
import { Pill } from '../elements/pill.tsx';
import type { Column } from '../list/column.ts';
import { text } from '../texts/identity-text.ts';
import { accountLooks, accountState } from './account-look.ts';

/** The state of an account, with colour, icon and word. */
export function AccountStatePill({ row }: { readonly row: AccountAnswer }): ReactNode {
  const state = accountState(row);
  return <Pill {...accountLooks[state]}>{text(`accounts.state.${state}`)}</Pill>;
}

const moment = (time: string | undefined) => (time === undefined ? 0 : Date.parse(time));

/** The columns of the accounts. */
export const accountColumns: readonly Column<AccountAnswer>[] = [
  {
    id: 'name',
    head: text('accounts.columns.name'),
    width: 11,
    grow: 2,
    narrow: 'title',
    cell: (row) => (
      <>
        <strong>{row.accountName}</strong> <span className="faint">{row.email}</span>
      </>
    ),
    compare: (a, b) => a.accountName.localeCompare(b.accountName),
  },
  {
    id: 'state',
    head: text('accounts.columns.state'),
    width: 8.5,
    narrow: 'side',
    cell: (row) => <AccountStatePill row={row} />,
    compare: (a, b) => accountState(a).localeCompare(accountState(b)),
  },
  {
    id: 'roles',
    head: text('accounts.columns.roles'),
    width: 10,
    grow: 2,
    narrow: 'line',
    cell: (row) =>
      row.roles.length === 0 ? (
        <span className="faint">{text('accounts.noRole')}</span>
      ) : (
        <span title={row.roles.join(', ')}>{row.roles.join(', ')}</span>
      ),
    compare: (a, b) => a.roles.join().localeCompare(b.roles.join()),
  },
  {
    id: 'lastLogin',
    head: text('accounts.columns.lastLogin'),
    width: 7.5,
    narrow: 'end',
    cell: (row) =>
      row.lastLogin === undefined ? (
        <span className="faint">{text('accounts.never')}</span>
      ) : (
        <Moment ms={moment(row.lastLogin)} />
      ),
    compare: (a, b) => moment(a.lastLogin) - moment(b.lastLogin),
  },
  {
    id: 'created',
    head: text('accounts.columns.created'),
    width: 7.5,
    isShown: false,
    cell: (row) => <Moment ms={moment(row.created)} />,
    compare: (a, b) => moment(a.created) - moment(b.created),
  },
];
