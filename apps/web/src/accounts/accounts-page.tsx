import type { AccountAnswer } from '@interlock/cockpit-api';
import { IconPlus, IconUsers } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { readText } from '../address/search-text.ts';
import { Action } from '../elements/action.tsx';
import { Empty } from '../elements/empty.tsx';
import { ServiceSelect } from '../identity/service-select.tsx';
import { type ServiceItem, useServices, withAccounts } from '../identity/services-query.ts';
import { FilterField, FilterToggle } from '../list/filter-bar.tsx';
import { useListAddress } from '../list/list-address.ts';
import { ListPage } from '../list/list-page.tsx';
import { sortRows } from '../list/sort-rows.ts';
import { unsorted } from '../list/unsorted.ts';
import { useLack } from '../session/me.tsx';
import { text } from '../texts/identity-text.ts';
import { AccountBulkBar } from './account-bulk-bar.tsx';
import { accountColumns } from './account-columns.tsx';
import { AccountDialogs, keepsPasswords } from './account-dialogs.tsx';
import { AccountPanel } from './account-panel.tsx';
import { type AccountsAsk, useAccounts } from './accounts-query.ts';
import type { AskedAction } from './asked-action.ts';
import { exportAccounts } from './export-accounts.ts';

const rowKey = (row: AccountAnswer) => row.accountName;

/** The accounts of an Identity Service. */
export default function AccountsPage(): ReactNode {
  const address = useListAddress(accountColumns);
  const { search, put } = address;
  const services = useServices();
  const withOnes = withAccounts(services.data ?? []);
  const service = withOnes.find((one) => one.identityServiceName === search.service) ?? withOnes[0];
  const asked = service === undefined ? undefined : askOf(service, search);
  const accounts = useAccounts(asked);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [waiting, setWaiting] = useState<AskedAction>();
  const lack = useLack('sos:products:joc:administration:accounts:manage');
  const rows = useMemo(
    () => (accounts.isWhole ? sortRows(accounts.rows, accountColumns, address.sorting) : accounts.rows),
    [accounts.rows, accounts.isWhole, address.sorting],
  );
  const picked = useMemo(() => rows.filter((row) => chosen.has(rowKey(row))), [rows, chosen]);
  const narrow = (change: Readonly<Record<string, string | undefined>>) => {
    setChosen(new Set());
    put(change);
  };
  const isNarrowed = search.q !== undefined || search.only !== undefined;
  const error = services.error ?? accounts.query.error;
  return (
    <>
      <ListPage
        title={text('identity.views.accounts')}
        count={countWords(rows.length, accounts.total)}
        address={address}
        columns={accounts.isWhole ? accountColumns : unsorted(accountColumns)}
        rows={rows}
        rowId={rowKey}
        rowName={rowKey}
        openId={search.account}
        onOpen={(row) => put({ account: row.accountName })}
        selection={{ ids: chosen, onChange: setChosen }}
        onExport={() => asked !== undefined && void exportAccounts(asked)}
        actions={
          <Action
            kind="main"
            lack={lack}
            notNow={service === undefined ? text('accounts.noService') : undefined}
            icon={<IconPlus size={15} aria-hidden />}
            onClick={() => setWaiting({ kind: 'create' })}
          >
            {text('accounts.create.title')}
          </Action>
        }
        filters={
          <>
            <FilterField label={text('accounts.filter')} value={search.q} onChange={(q) => narrow({ q })} />
            {withOnes.length > 1 && (
              <ServiceSelect
                services={withOnes}
                value={service?.identityServiceName}
                onChange={(name) => narrow({ service: name, account: undefined })}
              />
            )}
            {(['enabled', 'disabled'] as const).map((only) => (
              <FilterToggle
                key={only}
                isOn={search.only === only}
                label={text(`accounts.only.${only}`)}
                onToggle={() => narrow({ only: search.only === only ? undefined : only })}
              />
            ))}
          </>
        }
        notes={
          picked.length > 0 && (
            <AccountBulkBar
              accounts={picked}
              onAsk={(action) => setWaiting({ kind: 'bulk', action, accounts: picked })}
              onClear={() => setChosen(new Set())}
            />
          )
        }
        isLoading={services.isPending || (asked !== undefined && accounts.query.isPending)}
        refusal={{
          error,
          what: text('accounts.unread'),
          onRetry: () => void (services.error === null ? accounts.query.refetch() : services.refetch()),
        }}
        empty={
          <NoAccounts
            isNarrowed={isNarrowed}
            hasService={service !== undefined}
            onWiden={() => narrow({ q: undefined, only: undefined })}
          />
        }
        onEndNear={accounts.onEndNear}
        panel={
          service !== undefined &&
          search.account !== undefined && (
            <AccountPanel
              key={search.account}
              identityServiceName={service.identityServiceName}
              accountName={search.account}
              keepsPasswords={keepsPasswords(service)}
              onAsk={setWaiting}
              onClose={() => put({ account: undefined })}
            />
          )
        }
      />
      {service !== undefined && (
        <AccountDialogs
          asked={waiting}
          service={service}
          onAsk={setWaiting}
          onShow={(account) => put({ account })}
          onBulkDone={() => setChosen(new Set())}
        />
      )}
    </>
  );
}

function askOf(service: ServiceItem, search: Readonly<Record<string, string>>): AccountsAsk {
  return {
    identityServiceName: service.identityServiceName,
    search: readText(search.q, 255),
    enabled: search.only === 'enabled',
    disabled: search.only === 'disabled',
  };
}

function countWords(read: number, total: number | undefined): string | number | undefined {
  if (total === undefined || read >= total) return total;
  return text('list.readOf', { read, total });
}

function NoAccounts(props: {
  readonly isNarrowed: boolean;
  readonly hasService: boolean;
  readonly onWiden: () => void;
}): ReactNode {
  const kind = props.isNarrowed ? 'noneHere' : props.hasService ? 'none' : 'withoutService';
  return (
    <Empty
      icon={<IconUsers aria-hidden />}
      title={text(`accounts.${kind}.title`)}
      {...(props.isNarrowed
        ? { actions: <Action onClick={props.onWiden}>{text('list.removeFilters')}</Action> }
        : {})}
    >
      {text(`accounts.${kind}.words`)}
    </Empty>
  );
}
