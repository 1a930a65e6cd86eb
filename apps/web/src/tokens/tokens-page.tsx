import { IconKey, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Action } from '../elements/action.tsx';
import { Empty } from '../elements/empty.tsx';
import { AccountField } from '../identity/account-field.tsx';
import { ServiceSelect } from '../identity/service-select.tsx';
import { useServices, withAccounts } from '../identity/services-query.ts';
import { csv } from '../list/csv.ts';
import { FilterField } from '../list/filter-bar.tsx';
import { useListAddress } from '../list/list-address.ts';
import { ListPage } from '../list/list-page.tsx';
import { saveFile } from '../list/save-file.ts';
import { sortRows } from '../list/sort-rows.ts';
import { matchesWords } from '../orders/order-filter.ts';
import { useLack, useMe } from '../session/me.tsx';
import { text } from '../texts/identity-text.ts';
import { tokenColumns } from './token-columns.tsx';
import { type AskedOfTokens, TokenDialogs } from './token-dialogs.tsx';
import { limitWords } from './token-limits.ts';
import { TokenPanel } from './token-panel.tsx';
import { type TokenOwner, type TokenRow, useTokens } from './tokens-query.ts';

const rowKey = (row: TokenRow) => row.id;
const everybody = { everybody: true } as const;

/** The API tokens of all accounts, or of one. */
export default function TokensPage(): ReactNode {
  const address = useListAddress(tokenColumns);
  const { search, put } = address;
  const services = withAccounts(useServices().data ?? []);
  const service = search.service ?? services[0]?.identityServiceName;
  const me = useMe();
  const owner: TokenOwner = useMemo(
    () => (search.account === undefined ? {} : ownerOf(search.account, service)),
    [search.account, service],
  );
  const asked = search.account === undefined ? everybody : owner;
  const tokens = useTokens(asked);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [waiting, setWaiting] = useState<AskedOfTokens>();
  const manage = useLack('sos:products:joc:administration:accounts:manage');
  // Everybody may do as he likes with his own tokens.
  const lackFor = (some: readonly TokenRow[]) =>
    some.every((row) => row.accountName === me.account) ? undefined : manage;
  const rows = useMemo(
    () =>
      sortRows(
        (tokens.data?.tokens ?? []).filter((row) => matchesWords(wordsOf(row), search.q)),
        tokenColumns,
        address.sorting,
      ),
    [tokens.data, search.q, address.sorting],
  );
  const picked = rows.filter((row) => chosen.has(row.id));
  const open = rows.find((row) => row.id === search.token);
  const create = (
    <Action
      kind="main"
      lack={search.account === undefined ? undefined : manage}
      icon={<IconPlus size={15} aria-hidden />}
      onClick={() => setWaiting({ kind: 'create' })}
    >
      {text('tokens.create.title')}
    </Action>
  );
  return (
    <>
      <ListPage
        title={
          search.account === undefined
            ? text('identity.views.tokens')
            : text('tokens.of', { name: search.account })
        }
        count={tokens.data === undefined ? undefined : rows.length}
        address={address}
        columns={tokenColumns}
        rows={rows}
        rowId={rowKey}
        rowName={(row) => row.name}
        openId={open?.id}
        onOpen={(row) => put({ token: row.id })}
        selection={{ ids: chosen, onChange: setChosen }}
        onExport={() => exportTokens(rows)}
        actions={create}
        filters={
          <>
            <AccountField
              label={text('tokens.whose')}
              identityServiceName={service}
              value={search.account}
              onChange={(account) => {
                setChosen(new Set());
                put({ account, token: undefined });
              }}
            />
            {services.length > 1 && (
              <ServiceSelect
                services={services}
                value={service}
                onChange={(name) => put({ service: name, account: undefined, token: undefined })}
              />
            )}
            <FilterField label={text('tokens.filter')} value={search.q} onChange={(q) => put({ q })} />
          </>
        }
        notes={
          <>
            {tokens.data?.isCut && <p className="quiet">{text('tokens.cut')}</p>}
            {picked.length > 0 && (
              <section className="bulk" aria-label={text('tokens.chosen', { count: picked.length })}>
                <strong role="status">{text('tokens.chosen', { count: picked.length })}</strong>
                <Action
                  kind="danger"
                  lack={lackFor(picked)}
                  onClick={() => setWaiting({ kind: 'revoke', tokens: picked })}
                >
                  {text('tokens.revoke.verb', { count: picked.length })}
                </Action>
                <Action onClick={() => setChosen(new Set())}>{text('list.clear')}</Action>
              </section>
            )}
          </>
        }
        isLoading={tokens.isPending}
        refusal={{ error: tokens.error, what: text('tokens.unread'), onRetry: () => void tokens.refetch() }}
        empty={
          <Empty
            icon={<IconKey aria-hidden />}
            title={text(search.q === undefined ? 'tokens.none' : 'tokens.noneHere')}
          >
            {text('tokens.words')}
          </Empty>
        }
        panel={
          open !== undefined && (
            <TokenPanel
              row={open}
              lack={lackFor([open])}
              onRevoke={() => setWaiting({ kind: 'revoke', tokens: [open] })}
              onClose={() => put({ token: undefined })}
            />
          )
        }
      />
      <TokenDialogs
        asked={waiting}
        owner={owner}
        onAsk={setWaiting}
        onRevoked={() => {
          setChosen(new Set());
          put({ token: undefined });
        }}
      />
    </>
  );
}

function ownerOf(accountName: string, service: string | undefined): TokenOwner {
  return { accountName, ...(service === undefined ? {} : { identityServiceName: service }) };
}

function wordsOf(row: TokenRow): string {
  return [row.name, row.accountName, row.createdBy, limitWords(row)].join(' ');
}

function exportTokens(rows: readonly TokenRow[]): void {
  const lines = rows.map((row) => [
    row.name,
    row.accountName,
    row.identityServiceName,
    row.createdBy,
    row.createdAt,
    row.endsAt,
    row.lastUsedAt ?? '',
    row.permissions?.join(' ') ?? '*',
    row.folders?.map(({ folder, recursive }) => (recursive ? `${folder}/*` : folder)).join(' ') ?? '*',
  ]);
  const head = [
    'name',
    'account',
    'service',
    'made by',
    'made',
    'ends',
    'last use',
    'permissions',
    'folders',
  ];
  saveFile('tokens.csv', csv(head, lines), 'text/csv');
}
