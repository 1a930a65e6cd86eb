import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Moment } from '../elements/moment.tsx';
import { useNow } from '../elements/now.ts';
import { SubjectPill } from '../explain/subject-pill.tsx';
import type { Column } from '../list/column.ts';
import { text } from '../texts/identity-text.ts';
import { isDoubtful, type ReviewRow } from './review-rows.ts';

/** A moment that may not be known. */
export function Known({ at, none }: { readonly at: string | undefined; readonly none: string }): ReactNode {
  return at === undefined ? <span className="faint">{none}</span> : <Moment ms={Date.parse(at)} />;
}

function RoleName({ row }: { readonly row: ReviewRow }): ReactNode {
  const doubtful = isDoubtful(row, useNow());
  if (row.role === undefined) return <span className="faint">{text('accounts.noRole')}</span>;
  return (
    <span className="review-role">
      {row.role.name}
      {doubtful && (
        <span className="review-doubt">
          <IconAlertTriangle size={13} aria-hidden />
          <span>{text(row.role.exists ? 'review.unused' : 'review.gone')}</span>
        </span>
      )}
    </span>
  );
}

/** The columns of the access review. */
export const reviewColumns: readonly Column<ReviewRow>[] = [
  {
    id: 'account',
    head: text('accounts.columns.name'),
    width: 10,
    grow: 1,
    narrow: 'title',
    cell: (row) => <strong>{row.account.accountName}</strong>,
  },
  {
    id: 'service',
    head: text('service.label'),
    width: 8,
    cell: (row) => row.account.identityServiceName,
  },
  {
    id: 'state',
    head: text('accounts.columns.state'),
    width: 8.5,
    narrow: 'side',
    cell: (row) => <SubjectPill state={row.account.state} />,
  },
  {
    id: 'role',
    head: text('review.role'),
    width: 15,
    grow: 2,
    narrow: 'line',
    cell: (row) => <RoleName row={row} />,
  },
  {
    id: 'since',
    head: text('review.since'),
    width: 7,
    cell: (row) => <Known at={row.role?.since} none={text('review.unknown')} />,
  },
  {
    id: 'used',
    head: text('review.used'),
    width: 7,
    narrow: 'end',
    cell: (row) => <Known at={row.role?.lastUsed} none={text('review.notUsed')} />,
  },
  {
    id: 'login',
    head: text('accounts.columns.lastLogin'),
    width: 7,
    cell: (row) => <Known at={row.account.lastLogin} none={text('accounts.never')} />,
  },
  {
    id: 'unused',
    head: text('review.unusedCount'),
    width: 8,
    isShown: false,
    cell: (row) => row.account.unusedPermissions.length,
  },
];
