import type { OrderHistoryItem } from '@interlock/cockpit-api';
import { IconHistory } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { readText, readWord, readWords } from '../address/search-text.ts';
import { Action } from '../elements/action.tsx';
import { Empty } from '../elements/empty.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { csv } from '../list/csv.ts';
import { FilterChip, FilterField } from '../list/filter-bar.tsx';
import { ListTools } from '../list/list-tools.tsx';
import { readListView, writeListView } from '../list/list-view.ts';
import { saveFile } from '../list/save-file.ts';
import { sortRows } from '../list/sort-rows.ts';
import { VirtualList } from '../list/virtual-list.tsx';
import { type HistoryWord, historyStateLooks } from '../look/state-look.ts';
import { matchesWords } from '../orders/order-filter.ts';
import { OrderPanel } from '../orders/order-panel.tsx';
import '../orders/orders.css';
import { SinceSelect, sinceWords } from '../list/since-select.tsx';
import { StateToggles } from '../list/state-toggles.tsx';
import { orderIdParts } from '../orders/order-words.ts';
import { text } from '../texts/text.ts';
import { historyColumns } from './history-columns.tsx';
import { useHistory } from './history-query.ts';

const states: readonly HistoryWord[] = ['FAILED', 'INCOMPLETE', 'SUCCESSFUL'];
const limit = 5_000;
const newestFirst = { column: 'started', descending: true };

/** The orders that were: how each went, when, and how long it took. */
export default function HistoryPage(): ReactNode {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>;
  const navigate = useNavigate();
  const chosen = readWords(search.state, states);
  const since = readWord(search.since, sinceWords);
  const workflow = readText(search.workflow);
  const words = readText(search.q, 200);
  const view = readListView(search, historyColumns);
  const history = useHistory({ states: chosen, since, workflow, limit });
  const sorting = view.sorting ?? newestFirst;
  const put = (change: Readonly<Record<string, string | undefined>>) =>
    void navigate({
      to: '/history',
      search: (before: object) => ({ ...before, ...change }) as never,
      replace: true,
    });
  const rows = useMemo(
    () =>
      sortRows(
        (history.data ?? []).filter((row) => matchesWords(`${row.workflow}/${row.orderId}`, words)),
        historyColumns,
        { column: sorting.column, descending: sorting.descending },
      ),
    [history.data, words, sorting.column, sorting.descending],
  );
  const isBeside = search.order !== undefined;
  const isNarrowed =
    chosen.length > 0 || since !== undefined || workflow !== undefined || words !== undefined;
  const columns = historyColumns.filter(
    (column) => view.shown.includes(column.id) && !(isBeside && column.narrow === undefined),
  );
  const close = () => put({ order: undefined, tab: undefined, step: undefined, line: undefined });
  return (
    <div className="with-panel" data-open={isBeside || undefined}>
      <section className="page" aria-labelledby="history-title">
        <header className="page-head">
          <h1 id="history-title">
            {text('pages.history')}{' '}
            {history.data !== undefined && <span className="count">{rows.length}</span>}
          </h1>
          <div className="page-tools">
            <ListTools
              density={view.density}
              onDensity={(density) => put(writeListView({ density }, historyColumns))}
              columns={historyColumns}
              shown={view.shown}
              onColumns={(shown) => put(writeListView({ shown }, historyColumns))}
              onExport={() => exportHistory(rows)}
            />
          </div>
        </header>
        <search className="filters" aria-label={text('list.filters')}>
          <FilterField label={text('orders.filterWords')} value={words} onChange={(q) => put({ q })} />
          <SinceSelect value={since} onChange={(value) => put({ since: value })} />
          {workflow !== undefined && (
            <FilterChip
              name={text('orders.columns.workflow')}
              value={workflow}
              onRemove={() => put({ workflow: undefined })}
            />
          )}
          <StateToggles
            words={states}
            looks={historyStateLooks}
            chosen={chosen}
            onChange={(next) => put({ state: next.join(',') || undefined })}
          />
        </search>
        {history.error !== null && (
          <RefusalNote
            error={history.error}
            what={text('history.unread')}
            onRetry={() => void history.refetch()}
          />
        )}
        {rows.length >= limit && <p className="quiet">{text('history.tooMany', { count: limit })}</p>}
        <VirtualList
          label={text('pages.history')}
          rows={rows}
          rowId={rowKey}
          rowName={(row) => orderIdParts(row.orderId).name}
          columns={columns}
          sorting={sorting}
          onSort={(next) => put(writeListView({ sorting: next }, historyColumns))}
          openId={rows.find((row) => row.orderId === search.order)?.orderId}
          onOpen={(row) => put({ order: row.orderId, tab: undefined, step: undefined, line: undefined })}
          density={view.density}
          isLoading={history.isPending && history.error === null}
          empty={
            history.error === null && (
              <NoHistory
                isNarrowed={isNarrowed}
                onWiden={() => put({ state: undefined, since: undefined, workflow: undefined, q: undefined })}
              />
            )
          }
        />
      </section>
      {search.order !== undefined && (
        <OrderPanel key={search.order} orderId={search.order} search={search} put={put} onClose={close} />
      )}
    </div>
  );
}

const rowKey = (row: OrderHistoryItem) => row.orderId;

function NoHistory(props: { readonly isNarrowed: boolean; readonly onWiden: () => void }): ReactNode {
  if (props.isNarrowed)
    return (
      <Empty
        icon={<IconHistory aria-hidden />}
        title={text('history.noneHere.title')}
        actions={<Action onClick={props.onWiden}>{text('list.removeFilters')}</Action>}
      >
        {text('orders.noneHere.words')}
      </Empty>
    );
  return (
    <Empty icon={<IconHistory aria-hidden />} title={text('history.none.title')}>
      {text('history.none.words')}
    </Empty>
  );
}

function exportHistory(rows: readonly OrderHistoryItem[]): void {
  const head = ['orderId', 'workflow', 'state', 'startTime', 'endTime', 'historyId'];
  const lines = rows.map((row) => [
    row.orderId,
    row.workflow,
    row.state._text,
    row.startTime,
    row.endTime ?? '',
    String(row.historyId),
  ]);
  saveFile('history.csv', csv(head, lines), 'text/csv');
}
