import type { OrderAnswer } from '@interlock/cockpit-api';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { FilterChip, FilterField } from '../list/filter-bar.tsx';
import { ListTools } from '../list/list-tools.tsx';
import { readListView, writeListView } from '../list/list-view.ts';
import { sortRows } from '../list/sort-rows.ts';
import { useSteadyRows } from '../list/steady-rows.ts';
import { VirtualList } from '../list/virtual-list.tsx';
import { useControllerId } from '../session/controller.tsx';
import { text } from '../texts/text.ts';
import { AddOrder } from './add-order.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { exportOrders } from './export-orders.ts';
import { GroupToggles } from './group-toggles.tsx';
import { NoOrders } from './no-orders.tsx';
import { orderColumns } from './order-columns.tsx';
import { matchesWords, type OrderFilter, readOrderFilter, writeOrderFilter } from './order-filter.ts';
import { OrderPanel } from './order-panel.tsx';
import { orderIdParts } from './order-words.ts';
import { ordersMax, useOrders } from './orders-query.ts';
import { useOverview } from './overview-query.ts';
import './orders.css';

const byNeed = { column: 'state', descending: false };
const orderKey = (order: OrderAnswer) => order.orderId;

/** The orders of the Controller: the list, and the one that is open beside it. */
export default function OrdersPage(): ReactNode {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>;
  const navigate = useNavigate();
  const filter = useMemo(() => readOrderFilter(search), [search]);
  const view = readListView(search, orderColumns);
  const orders = useOrders(filter);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const put = (change: Readonly<Record<string, string | undefined>>) =>
    void navigate({
      to: '/orders',
      search: (before: object) => ({ ...before, ...change }) as never,
      replace: true,
    });
  const narrow = (change: Partial<OrderFilter>) => {
    setChosen(new Set());
    put(writeOrderFilter({ ...filter, ...change }));
  };
  const sorting = useMemo(() => readListView(search, orderColumns).sorting ?? byNeed, [search]);
  const sorted = useMemo(
    () =>
      sortRows(
        (orders.data ?? []).filter((one) =>
          matchesWords(`${one.workflowId.path}/${one.orderId}`, filter.words),
        ),
        orderColumns,
        sorting,
      ),
    [orders.data, filter.words, sorting],
  );
  const rows = useSteadyRows(
    sorted,
    orderKey,
    `${orders.isPlaceholderData} ${JSON.stringify([filter, sorting])}`,
  );
  const isBeside = search.order !== undefined;
  const columns = orderColumns.filter(
    (column) => view.shown.includes(column.id) && !(isBeside && column.narrow === undefined),
  );
  const picked = useMemo(() => rows.filter((one) => chosen.has(one.orderId)), [rows, chosen]);
  const isNarrowed = filter.groups.length > 0 || filter.workflow !== undefined || filter.words !== undefined;

  return (
    <div className="with-panel" data-open={isBeside || undefined}>
      <section className="page" aria-labelledby="orders-title">
        <header className="page-head">
          <h1 id="orders-title">
            {text('pages.orders')}
            {orders.data !== undefined && <span className="count">{rows.length}</span>}
          </h1>
          <div className="page-tools">
            <ListTools
              density={view.density}
              onDensity={(density) => put(writeListView({ density }, orderColumns))}
              columns={orderColumns}
              shown={view.shown}
              onColumns={(shown) => put(writeListView({ shown }, orderColumns))}
              onExport={() => exportOrders(rows)}
            />
            <AddOrder
              isOpen={search.add !== undefined}
              workflow={search.add}
              onChange={(add) => put({ add })}
            />
          </div>
        </header>
        <search className="filters" aria-label={text('list.filters')}>
          <FilterField
            label={text('orders.filterWords')}
            value={filter.words}
            onChange={(words) => put({ q: words })}
          />
          {filter.workflow !== undefined && (
            <FilterChip
              name={text('orders.columns.workflow')}
              value={filter.workflow}
              onRemove={() => put({ workflow: undefined })}
            />
          )}
          <GroupToggles
            groups={filter.groups}
            counts={useCounts()}
            onChange={(groups) => narrow({ groups })}
          />
        </search>
        {picked.length > 0 && <BulkBar orders={picked} onClear={() => setChosen(new Set())} />}
        {orders.error !== null && (
          <RefusalNote
            error={orders.error}
            what={text('orders.unread')}
            onRetry={() => void orders.refetch()}
          />
        )}
        {rows.length >= ordersMax && <p className="quiet">{text('orders.tooMany', { count: ordersMax })}</p>}
        <VirtualList
          label={text('pages.orders')}
          rows={rows}
          rowId={orderKey}
          rowName={(order) => orderIdParts(order.orderId).name}
          columns={columns}
          sorting={sorting}
          onSort={(next) => put(writeListView({ sorting: next }, orderColumns))}
          openId={search.order}
          onOpen={(order) => put({ order: order.orderId, tab: undefined, step: undefined, line: undefined })}
          selection={{ ids: chosen, onChange: setChosen }}
          density={view.density}
          isLoading={orders.isPending && orders.error === null}
          empty={
            orders.error === null && (
              <NoOrders
                isNarrowed={isNarrowed}
                onWiden={() => put({ state: undefined, workflow: undefined, q: undefined })}
              />
            )
          }
        />
      </section>
      {search.order !== undefined && (
        <OrderPanel
          key={search.order}
          orderId={search.order}
          search={search}
          put={put}
          onClose={() => put({ order: undefined, tab: undefined, step: undefined, line: undefined })}
        />
      )}
    </div>
  );
}

function useCounts() {
  const controllerId = useControllerId();
  return useOverview(controllerId).data;
}
