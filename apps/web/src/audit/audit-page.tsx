import { IconShieldCheck } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { readText, readWord, readWords } from '../address/search-text.ts';
import { Action } from '../elements/action.tsx';
import { Empty } from '../elements/empty.tsx';
import { LockedPage } from '../elements/locked-page.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { csv } from '../list/csv.ts';
import { FilterChip, FilterField, FilterToggle } from '../list/filter-bar.tsx';
import { ListTools } from '../list/list-tools.tsx';
import { readListView, writeListView } from '../list/list-view.ts';
import { saveFile } from '../list/save-file.ts';
import { SinceSelect, sinceWords } from '../list/since-select.tsx';
import { sortRows } from '../list/sort-rows.ts';
import { VirtualList } from '../list/virtual-list.tsx';
import { matchesWords } from '../orders/order-filter.ts';
import { useLack } from '../session/me.tsx';
import { type TextKey, text } from '../texts/text.ts';
import { auditColumns } from './audit-columns.tsx';
import { AuditPanel } from './audit-panel.tsx';
import { useAudit } from './audit-query.ts';
import { type AuditRow, auditWords } from './audit-words.ts';
import '../orders/orders.css';

const categories = [
  'CONTROLLER',
  'DEPLOYMENT',
  'INVENTORY',
  'IDENTITY',
  'CERTIFICATES',
  'SETTINGS',
  'OTHERS',
] as const;
const limit = 5_000;
const newestFirst = { column: 'when', descending: true };

/** Who did what, when, why, and what came of it. */
export default function AuditPage(): ReactNode {
  const lack = useLack('sos:products:joc:auditlog:view');
  return lack === undefined ? <AuditLog /> : <LockedPage permission={lack} title={text('audit.locked')} />;
}

function AuditLog(): ReactNode {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>;
  const navigate = useNavigate();
  const chosen = readWords(search.category, categories);
  const account = readText(search.account, 255);
  const words = readText(search.q, 200);
  const since = readWord(search.since, sinceWords);
  const view = readListView(search, auditColumns);
  const audit = useAudit({ categories: chosen, account, since, limit });
  const sorting = view.sorting ?? newestFirst;
  const put = (change: Readonly<Record<string, string | undefined>>) =>
    void navigate({
      to: '/audit',
      search: (before: object) => ({ ...before, ...change }) as never,
      replace: true,
    });
  const rows = useMemo(
    () =>
      sortRows(
        (audit.data ?? []).filter((row) => matchesWords(auditWords(row), words)),
        auditColumns,
        { column: sorting.column, descending: sorting.descending },
      ),
    [audit.data, words, sorting.column, sorting.descending],
  );
  const open = rows.find((row) => String(row.id) === search.entry);
  const isNarrowed = chosen.length > 0 || account !== undefined || words !== undefined || since !== undefined;
  const columns = auditColumns.filter(
    (column) => view.shown.includes(column.id) && !(open !== undefined && column.narrow === undefined),
  );
  return (
    <div className="with-panel" data-open={open !== undefined || undefined}>
      <section className="page" aria-labelledby="audit-title">
        <header className="page-head">
          <h1 id="audit-title">
            {text('pages.audit')} {audit.data !== undefined && <span className="count">{rows.length}</span>}
          </h1>
          <div className="page-tools">
            <ListTools
              density={view.density}
              onDensity={(density) => put(writeListView({ density }, auditColumns))}
              columns={auditColumns}
              shown={view.shown}
              onColumns={(shown) => put(writeListView({ shown }, auditColumns))}
              onExport={() => exportAudit(rows)}
            />
          </div>
        </header>
        <search className="filters" aria-label={text('list.filters')}>
          <FilterField label={text('audit.filter')} value={words} onChange={(q) => put({ q })} />
          <SinceSelect value={since} onChange={(value) => put({ since: value })} />
          {account !== undefined && (
            <FilterChip
              name={text('audit.columns.account')}
              value={account}
              onRemove={() => put({ account: undefined })}
            />
          )}
          {categories.map((category) => {
            const isOn = chosen.includes(category);
            return (
              <FilterToggle
                key={category}
                isOn={isOn}
                label={text(`audit.category.${category}` as TextKey)}
                onToggle={() =>
                  put({
                    category:
                      categories
                        .filter((one) => (one === category ? !isOn : chosen.includes(one)))
                        .join(',') || undefined,
                  })
                }
              />
            );
          })}
        </search>
        {audit.error !== null && (
          <RefusalNote error={audit.error} what={text('audit.unread')} onRetry={() => void audit.refetch()} />
        )}
        <VirtualList
          label={text('pages.audit')}
          rows={rows}
          rowId={rowKey}
          rowName={(row) => row.event}
          columns={columns}
          sorting={sorting}
          onSort={(next) => put(writeListView({ sorting: next }, auditColumns))}
          openId={search.entry}
          onOpen={(row) => put({ entry: String(row.id) })}
          density={view.density}
          isLoading={audit.isPending && audit.error === null}
          empty={
            audit.error === null && (
              <Empty
                icon={<IconShieldCheck aria-hidden />}
                title={text(isNarrowed ? 'audit.noneHere' : 'audit.none.title')}
                {...(isNarrowed
                  ? {
                      actions: (
                        <Action
                          onClick={() =>
                            put({ category: undefined, account: undefined, q: undefined, since: undefined })
                          }
                        >
                          {text('list.removeFilters')}
                        </Action>
                      ),
                    }
                  : {})}
              >
                {text('audit.none.words')}
              </Empty>
            )
          }
        />
      </section>
      {open !== undefined && (
        <AuditPanel
          row={open}
          onAccount={(name) => put({ account: name })}
          onClose={() => put({ entry: undefined })}
        />
      )}
    </div>
  );
}

const rowKey = (row: AuditRow) => String(row.id);

function exportAudit(rows: readonly AuditRow[]): void {
  const head = [
    'id',
    'created',
    'account',
    'event',
    'outcome',
    'category',
    'request',
    'comment',
    'parameters',
  ];
  const lines = rows.map((row) => [
    String(row.id),
    row.created,
    row.account,
    row.event,
    row.outcome,
    row.category,
    row.request,
    row.comment ?? '',
    row.parameters ?? '',
  ]);
  saveFile('audit.csv', csv(head, lines), 'text/csv');
}
