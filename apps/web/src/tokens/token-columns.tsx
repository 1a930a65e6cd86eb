import type { ReactNode } from 'react';
import { Moment } from '../elements/moment.tsx';
import { useNow } from '../elements/now.ts';
import { Pill } from '../elements/pill.tsx';
import type { Column } from '../list/column.ts';
import { text } from '../texts/identity-text.ts';
import { limitWords } from './token-limits.ts';
import { tokenLooks, tokenState } from './token-state.ts';
import type { TokenRow } from './tokens-query.ts';

/** Whether a token can be used, and for how long still. */
export function TokenStatePill({ row }: { readonly row: TokenRow }): ReactNode {
  const state = tokenState(row, useNow());
  return <Pill {...tokenLooks[state]}>{text(`tokens.state.${state}`)}</Pill>;
}

/** When it was last used. */
export function LastUse({ row }: { readonly row: TokenRow }): ReactNode {
  if (row.lastUsedAt === undefined) return <span className="faint">{text('tokens.neverUsed')}</span>;
  return <Moment ms={Date.parse(row.lastUsedAt)} />;
}

const time = (moment: string | undefined) => (moment === undefined ? 0 : Date.parse(moment));

/** The columns of the API tokens. */
export const tokenColumns: readonly Column<TokenRow>[] = [
  {
    id: 'name',
    head: text('tokens.columns.name'),
    width: 10,
    grow: 1,
    narrow: 'title',
    cell: (row) => <strong>{row.name}</strong>,
    compare: (a, b) => a.name.localeCompare(b.name),
  },
  {
    id: 'account',
    head: text('accounts.columns.name'),
    width: 8,
    grow: 1,
    cell: (row) => row.accountName,
    compare: (a, b) => a.accountName.localeCompare(b.accountName),
  },
  {
    id: 'state',
    head: text('accounts.columns.state'),
    width: 7,
    narrow: 'side',
    cell: (row) => <TokenStatePill row={row} />,
    compare: (a, b) => Number(a.hasEnded) - Number(b.hasEnded),
  },
  {
    id: 'limits',
    head: text('tokens.columns.limits'),
    width: 11,
    grow: 2,
    narrow: 'line',
    cell: (row) => <span title={row.permissions?.join('\n')}>{limitWords(row)}</span>,
  },
  {
    id: 'used',
    head: text('tokens.columns.used'),
    width: 7,
    narrow: 'end',
    cell: (row) => <LastUse row={row} />,
    compare: (a, b) => time(a.lastUsedAt) - time(b.lastUsedAt),
  },
  {
    id: 'ends',
    head: text('tokens.columns.ends'),
    width: 7,
    cell: (row) => <Moment ms={Date.parse(row.endsAt)} />,
    compare: (a, b) => time(a.endsAt) - time(b.endsAt),
  },
  {
    id: 'by',
    head: text('tokens.columns.by'),
    width: 8,
    cell: (row) => row.createdBy,
    compare: (a, b) => a.createdBy.localeCompare(b.createdBy),
  },
  {
    id: 'created',
    head: text('tokens.columns.created'),
    width: 7,
    isShown: false,
    cell: (row) => <Moment ms={Date.parse(row.createdAt)} />,
    compare: (a, b) => time(a.createdAt) - time(b.createdAt),
  },
];
