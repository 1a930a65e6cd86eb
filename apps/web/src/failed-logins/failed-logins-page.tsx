import { IconUserX } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { readText, readWord } from '../address/search-text.ts';
import { Action } from '../elements/action.tsx';
import { Empty } from '../elements/empty.tsx';
import { LockedPage } from '../elements/locked-page.tsx';
import { FilterChip, FilterField, FilterToggle } from '../list/filter-bar.tsx';
import { useListAddress } from '../list/list-address.ts';
import { ListPage } from '../list/list-page.tsx';
import { SinceSelect, sinceWords } from '../list/since-select.tsx';
import { sortRows } from '../list/sort-rows.ts';
import { matchesWords } from '../orders/order-filter.ts';
import { useLack } from '../session/me.tsx';
import { text } from '../texts/identity-text.ts';
import { exportLogins } from './export-logins.ts';
import { LockedNames } from './locked-names.tsx';
import { claimedName, loginColumns } from './login-columns.tsx';
import { LoginPanel } from './login-panel.tsx';
import { reasonWords } from './login-reason.ts';
import { type LoginRow, loginsMax, useLogins } from './logins-query.ts';
import './failed-logins.css';

const BlockDialog = lazy(() => import('../blocklist/block-dialog.tsx'));

const rowKey = (row: LoginRow) => row.id;
const newestFirst = { column: 'when', descending: true };

/** The logins that failed, with what each Identity Service answered; on wish those that succeeded. */
export default function FailedLoginsPage(): ReactNode {
  const lack = useLack('sos:products:joc:auditlog:view');
  return lack === undefined ? <Logins /> : <LockedPage permission={lack} title={text('identity.locked')} />;
}

function Logins(): ReactNode {
  const address = useListAddress(loginColumns, newestFirst);
  const { search, put } = address;
  const succeeded = search.only === 'succeeded';
  const since = readWord(search.since, sinceWords);
  const logins = useLogins({
    accountName: readText(search.account, 255),
    since,
    loginSuccess: succeeded,
  });
  const [blocking, setBlocking] = useState<string>();
  const rows = useMemo(
    () =>
      sortRows(
        (logins.data ?? []).filter((row) => matchesWords(wordsOf(row), search.q)),
        loginColumns,
        address.sorting,
      ),
    [logins.data, search.q, address.sorting],
  );
  const open = rows.find((row) => row.id === search.login);
  const isNarrowed = search.q !== undefined || search.account !== undefined || since !== undefined;
  return (
    <>
      <ListPage
        title={text(succeeded ? 'logins.titleSucceeded' : 'identity.views.failedLogins')}
        count={logins.data === undefined ? undefined : rows.length}
        address={address}
        columns={loginColumns}
        rows={rows}
        rowId={rowKey}
        rowName={(row) => row.accountName}
        openId={open?.id}
        onOpen={(row) => put({ login: row.id })}
        onExport={() => exportLogins(rows)}
        filters={
          <>
            <FilterField label={text('logins.filter')} value={search.q} onChange={(q) => put({ q })} />
            <SinceSelect value={since} onChange={(value) => put({ since: value })} />
            {search.account !== undefined && (
              <FilterChip
                name={text('accounts.columns.name')}
                value={search.account}
                onRemove={() => put({ account: undefined })}
              />
            )}
            <FilterToggle
              isOn={succeeded}
              label={text('logins.onlySucceeded')}
              onToggle={() => put({ only: succeeded ? undefined : 'succeeded', login: undefined })}
            />
          </>
        }
        notes={
          <>
            <LockedNames />
            {(logins.data?.length ?? 0) >= loginsMax && (
              <p className="quiet">{text('logins.tooMany', { count: loginsMax })}</p>
            )}
          </>
        }
        isLoading={logins.isPending}
        refusal={{ error: logins.error, what: text('logins.unread'), onRetry: () => void logins.refetch() }}
        empty={
          <Empty
            icon={<IconUserX aria-hidden />}
            title={text(isNarrowed ? 'logins.noneHere' : 'logins.none')}
            {...(isNarrowed
              ? {
                  actions: (
                    <Action onClick={() => put({ q: undefined, account: undefined, since: undefined })}>
                      {text('list.removeFilters')}
                    </Action>
                  ),
                }
              : {})}
          >
            {text('logins.words')}
          </Empty>
        }
        panel={
          open !== undefined && (
            <LoginPanel
              row={open}
              onAccount={(account) => put({ account })}
              onBlock={setBlocking}
              onClose={() => put({ login: undefined })}
            />
          )
        }
      />
      <Suspense fallback={null}>
        {blocking !== undefined && (
          <BlockDialog accountName={blocking} onClose={() => setBlocking(undefined)} />
        )}
      </Suspense>
    </>
  );
}

function wordsOf(row: LoginRow): string {
  const services = row.details.loginHistoryItems.map((one) => one.identityServiceName);
  return [claimedName(row), row.address, reasonWords(row.reason), row.userAgent, ...services].join(' ');
}
