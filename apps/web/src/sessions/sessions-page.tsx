import { IconDevices } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { readText } from '../address/search-text.ts';
import { Action } from '../elements/action.tsx';
import { Empty } from '../elements/empty.tsx';
import { FilterChip, FilterField } from '../list/filter-bar.tsx';
import { useListAddress } from '../list/list-address.ts';
import { ListPage } from '../list/list-page.tsx';
import { sortRows } from '../list/sort-rows.ts';
import { matchesWords } from '../orders/order-filter.ts';
import { useLack } from '../session/me.tsx';
import { text } from '../texts/identity-text.ts';
import { browserWords } from './browser-words.ts';
import type { SessionsToEnd } from './end-sessions-dialog.tsx';
import { exportSessions } from './export-sessions.ts';
import { sessionColumns } from './session-columns.tsx';
import { SessionPanel } from './session-panel.tsx';
import { type SessionRow, serviceName, useSessions } from './sessions-query.ts';
import './sessions.css';

const EndSessionsDialog = lazy(() => import('./end-sessions-dialog.tsx'));

const rowKey = (row: SessionRow) => row.id;
const newestFirst = { column: 'since', descending: true };

/** Who is logged in, from where, and since when. */
export default function SessionsPage(): ReactNode {
  const address = useListAddress(sessionColumns, newestFirst);
  const { search, put } = address;
  const sessions = useSessions({
    accountName: readText(search.account, 255),
    identityServiceName: readText(search.service, 255),
  });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [ending, setEnding] = useState<SessionsToEnd>();
  const lack = useLack('sos:products:joc:administration:accounts:manage');
  const all = sessions.data?.activeSessions;
  const rows = useMemo(
    () =>
      sortRows(
        (all ?? []).filter((row) => matchesWords(wordsOf(row), search.q)),
        sessionColumns,
        address.sorting,
      ),
    [all, search.q, address.sorting],
  );
  const picked = rows.filter((row) => chosen.has(row.id));
  const open = rows.find((row) => row.id === search.session);
  const isNarrowed = search.q !== undefined || search.account !== undefined || search.service !== undefined;
  const hasMore = all !== undefined && (sessions.data?.total ?? 0) > all.length;
  return (
    <>
      <ListPage
        title={text('identity.views.sessions')}
        count={all === undefined ? undefined : rows.length}
        address={address}
        columns={sessionColumns}
        rows={rows}
        rowId={rowKey}
        rowName={(row) => row.accountName}
        openId={open?.id}
        onOpen={(row) => put({ session: row.id })}
        selection={{ ids: chosen, onChange: setChosen }}
        onExport={() => exportSessions(rows)}
        filters={
          <>
            <FilterField label={text('sessions.filter')} value={search.q} onChange={(q) => put({ q })} />
            {search.account !== undefined && (
              <FilterChip
                name={text('accounts.columns.name')}
                value={search.account}
                onRemove={() => put({ account: undefined, service: undefined })}
              />
            )}
          </>
        }
        notes={
          <>
            {picked.length > 0 && (
              <section className="bulk" aria-label={text('sessions.chosen', { count: picked.length })}>
                <strong role="status">{text('sessions.chosen', { count: picked.length })}</strong>
                <Action
                  lack={lack}
                  kind="danger"
                  onClick={() => setEnding({ kind: 'some', sessions: picked })}
                >
                  {text('sessions.end.verb', { count: picked.length })}
                </Action>
                <Action onClick={() => setChosen(new Set())}>{text('list.clear')}</Action>
              </section>
            )}
            {hasMore && (
              <p className="quiet">{text('sessions.more', { total: sessions.data?.total ?? 0 })}</p>
            )}
          </>
        }
        isLoading={sessions.isPending}
        refusal={{
          error: sessions.error,
          what: text('sessions.unread'),
          onRetry: () => void sessions.refetch(),
        }}
        empty={
          <Empty
            icon={<IconDevices aria-hidden />}
            title={text('sessions.noneHere')}
            {...(isNarrowed
              ? {
                  actions: (
                    <Action onClick={() => put({ q: undefined, account: undefined, service: undefined })}>
                      {text('list.removeFilters')}
                    </Action>
                  ),
                }
              : {})}
          >
            {text('sessions.words')}
          </Empty>
        }
        panel={
          open !== undefined && (
            <SessionPanel
              row={open}
              onEnd={() => setEnding({ kind: 'some', sessions: [open] })}
              onEndAll={() =>
                setEnding({ kind: 'account', session: open, count: sessionsOf(open, all ?? []) })
              }
              onClose={() => put({ session: undefined })}
            />
          )
        }
      />
      <Suspense fallback={null}>
        {ending !== undefined && (
          <EndSessionsDialog
            sessions={ending}
            onDone={() => setChosen(new Set())}
            onClose={() => setEnding(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}

function wordsOf(row: SessionRow): string {
  return [row.accountName, row.identityService, row.address, browserWords(row.userAgent)].join(' ');
}

function sessionsOf(one: SessionRow, all: readonly SessionRow[]): number {
  return all.filter((row) => row.accountName === one.accountName && serviceName(row) === serviceName(one))
    .length;
}
