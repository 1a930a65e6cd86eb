import type { AnswerOf } from '@interlock/cockpit-api';
import { IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ask } from '../api/ask.ts';
import { Empty } from '../elements/empty.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import type { Column } from '../list/column.ts';
import { nextOffset, usePagedRows } from '../list/paged-rows.ts';
import { VirtualList } from '../list/virtual-list.tsx';
import { permissionWords } from '../session/permission-words.ts';
import { text } from '../texts/identity-text.ts';
import { folderWords } from '../tokens/token-limits.ts';
import { SubjectPill } from './subject-pill.tsx';

type Page = AnswerOf<'iam.who_can'>;
type Row = Page['subjects'][number];
const rowsOf = (page: Page) => page.subjects;
const rowKey = (row: Row) => `${row.kind} ${row.identityServiceName} ${row.name}`;

/** What is asked: who may this. */
export interface WhoCanAsk {
  readonly permission: string;
  readonly controllerId?: string;
  readonly folder?: string;
}

const columns: readonly Column<Row>[] = [
  {
    id: 'name',
    head: text('accounts.columns.name'),
    width: 10,
    grow: 2,
    narrow: 'title',
    cell: (row) => (
      <>
        <strong>{row.name}</strong>{' '}
        {row.kind === 'group' && <span className="own-mark">{text('why.group')}</span>}
      </>
    ),
  },
  { id: 'service', head: text('service.label'), width: 8, cell: (row) => row.identityServiceName },
  {
    id: 'state',
    head: text('accounts.columns.state'),
    width: 8,
    narrow: 'side',
    cell: (row) => <SubjectPill state={row.state} />,
  },
  { id: 'role', head: text('why.byRole'), width: 9, grow: 1, narrow: 'line', cell: (row) => row.role.name },
  {
    id: 'entry',
    head: text('why.byEntry'),
    width: 12,
    grow: 2,
    cell: (row) => (
      <code title={row.reason}>
        {permissionWords(row.entry.permission)}
        {row.entry.controllerId === undefined ? '' : ` @ ${row.entry.controllerId}`}
      </code>
    ),
  },
  {
    id: 'folders',
    head: text('tokens.folders'),
    width: 8,
    grow: 1,
    cell: (row) =>
      row.folders.length === 0 ? (
        <span className="faint">{text('why.everywhere')}</span>
      ) : (
        row.folders.map(folderWords).join(', ')
      ),
  },
];

/** Everybody who may do something, and by which role. */
export function WhoCanList({ asked }: { readonly asked: WhoCanAsk }): ReactNode {
  const navigate = useNavigate();
  const query = useInfiniteQuery({
    queryKey: ['iam', 'who-can', asked],
    placeholderData: keepPreviousData,
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      ask('iam.who_can', { ...asked, offset: pageParam, limit: 200 }, { signal }),
    getNextPageParam: (_, pages) => nextOffset(pages, rowsOf),
  });
  const { rows, total, onEndNear } = usePagedRows(query, rowsOf);
  return (
    <>
      {total !== undefined && (
        <p role="status">
          <strong>{text('why.count', { count: total })}</strong>{' '}
          <span className="quiet">{text('why.countWords')}</span>
        </p>
      )}
      {query.error !== null && (
        <RefusalNote error={query.error} what={text('why.whoUnread')} onRetry={() => void query.refetch()} />
      )}
      <VirtualList
        label={text('why.who')}
        rows={rows}
        rowId={rowKey}
        rowName={(row) => row.name}
        columns={columns}
        sorting={undefined}
        onSort={() => {}}
        onOpen={(row) =>
          void navigate({
            to: '/identity/why',
            search: (before: object) =>
              ({
                ...before,
                tab: undefined,
                service: row.identityServiceName,
                account: row.kind === 'account' ? row.name : undefined,
              }) as never,
          })
        }
        density="normal"
        isLoading={query.isPending}
        empty={
          query.error === null && (
            <Empty icon={<IconUsers aria-hidden />} title={text('why.nobody')}>
              {text('why.nobodyWords')}
            </Empty>
          )
        }
        onEndNear={onEndNear}
      />
    </>
  );
}
