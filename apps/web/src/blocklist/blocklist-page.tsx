import type { ResponseOf } from '@interlock/cockpit-api';
import { IconBan, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { ask } from '../api/ask.ts';
import { Action } from '../elements/action.tsx';
import { Empty } from '../elements/empty.tsx';
import { Moment } from '../elements/moment.tsx';
import type { Column } from '../list/column.ts';
import { csv } from '../list/csv.ts';
import { FilterField } from '../list/filter-bar.tsx';
import { useListAddress } from '../list/list-address.ts';
import { ListPage } from '../list/list-page.tsx';
import { saveFile } from '../list/save-file.ts';
import { withToggled } from '../list/selection.ts';
import { sortRows } from '../list/sort-rows.ts';
import { matchesWords } from '../orders/order-filter.ts';
import { useLack } from '../session/me.tsx';
import { text } from '../texts/identity-text.ts';

const BlockDialog = lazy(() => import('./block-dialog.tsx'));
const UnblockDialog = lazy(() => import('./unblock-dialog.tsx'));

type Row = ResponseOf<'iam.blockedAccounts'>['blockedAccounts'][number];
const rowKey = (row: Row) => row.accountName;

const columns: readonly Column<Row>[] = [
  {
    id: 'name',
    head: text('accounts.columns.name'),
    width: 12,
    grow: 1,
    narrow: 'title',
    cell: (row) => <strong>{row.accountName}</strong>,
    compare: (a, b) => a.accountName.localeCompare(b.accountName),
  },
  {
    id: 'comment',
    head: text('reason.label'),
    width: 12,
    grow: 2,
    narrow: 'line',
    cell: (row) =>
      row.comment === undefined ? (
        <span className="faint">–</span>
      ) : (
        <span title={row.comment}>{row.comment}</span>
      ),
  },
  {
    id: 'since',
    head: text('blocklist.since'),
    width: 8,
    narrow: 'side',
    cell: (row) => <Moment ms={Date.parse(row.since)} />,
    compare: (a, b) => Date.parse(a.since) - Date.parse(b.since),
  },
];

/** The names that log in nowhere, whatever service may know them. */
export default function BlocklistPage(): ReactNode {
  const address = useListAddress(columns);
  const { search, put } = address;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<'block' | 'unblock'>();
  const lack = useLack('sos:products:joc:administration:accounts:manage');
  const blocked = useQuery({
    queryKey: ['iam', 'blocked'],
    queryFn: async ({ signal }) => (await ask('iam.blockedAccounts', {}, { signal })).blockedAccounts,
  });
  const rows = useMemo(
    () =>
      sortRows(
        (blocked.data ?? []).filter((row) =>
          matchesWords(`${row.accountName} ${row.comment ?? ''}`, search.q),
        ),
        columns,
        address.sorting,
      ),
    [blocked.data, search.q, address.sorting],
  );
  const names = rows.map(rowKey).filter((name) => chosen.has(name));
  const add = (
    <Action
      kind="main"
      lack={lack}
      icon={<IconPlus size={15} aria-hidden />}
      onClick={() => setAsked('block')}
    >
      {text('blocklist.add')}
    </Action>
  );
  return (
    <>
      <ListPage
        title={text('identity.views.blocklist')}
        count={blocked.data === undefined ? undefined : rows.length}
        address={address}
        columns={columns}
        rows={rows}
        rowId={rowKey}
        rowName={rowKey}
        onOpen={(row) => setChosen(withToggled(chosen, rowKey(row)))}
        selection={{ ids: chosen, onChange: setChosen }}
        onExport={() => exportBlocked(rows)}
        actions={add}
        filters={
          <FilterField label={text('blocklist.filter')} value={search.q} onChange={(q) => put({ q })} />
        }
        notes={
          names.length > 0 && (
            <section className="bulk" aria-label={text('blocklist.chosen', { count: names.length })}>
              <strong role="status">{text('blocklist.chosen', { count: names.length })}</strong>
              <Action lack={lack} onClick={() => setAsked('unblock')}>
                {text('blocklist.remove.verb', { count: names.length })}
              </Action>
              <Action onClick={() => setChosen(new Set())}>{text('list.clear')}</Action>
            </section>
          )
        }
        isLoading={blocked.isPending}
        refusal={{
          error: blocked.error,
          what: text('blocklist.unread'),
          onRetry: () => void blocked.refetch(),
        }}
        empty={
          <Empty
            icon={<IconBan aria-hidden />}
            title={text(search.q === undefined ? 'blocklist.none' : 'blocklist.noneHere')}
          >
            {text('blocklist.words')}
          </Empty>
        }
      />
      <Suspense fallback={null}>
        {asked === 'block' && <BlockDialog onClose={() => setAsked(undefined)} />}
        {asked === 'unblock' && (
          <UnblockDialog
            names={names}
            onDone={() => setChosen(new Set())}
            onClose={() => setAsked(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}

function exportBlocked(rows: readonly Row[]): void {
  const lines = rows.map((row) => [row.accountName, row.comment ?? '', row.since]);
  saveFile('blocklist.csv', csv(['account', 'comment', 'since'], lines), 'text/csv');
}
