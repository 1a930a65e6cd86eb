import { IconArrowsSort, IconPlus, IconShieldHalf } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { readText } from '../address/search-text.ts';
import { Action } from '../elements/action.tsx';
import { Empty } from '../elements/empty.tsx';
import { ServiceSelect } from '../identity/service-select.tsx';
import { useServices } from '../identity/services-query.ts';
import { csv } from '../list/csv.ts';
import { FilterField } from '../list/filter-bar.tsx';
import { useListAddress } from '../list/list-address.ts';
import { ListPage } from '../list/list-page.tsx';
import { saveFile } from '../list/save-file.ts';
import { sortRows } from '../list/sort-rows.ts';
import { matchesWords } from '../orders/order-filter.ts';
import { useLack } from '../session/me.tsx';
import { text } from '../texts/rights-text.ts';
import { roleColumns } from './role-columns.tsx';
import { type RoleRow, useRoles } from './roles-query.ts';

const NewRoleDialog = lazy(() => import('./new-role-dialog.tsx'));
const RoleOrderDialog = lazy(() => import('./role-order-dialog.tsx'));

const byPlace = { column: 'ordering', descending: false };

/** The roles of an Identity Service. */
export default function RolesPage(): ReactNode {
  const address = useListAddress(roleColumns, byPlace);
  const { search, put, sorting } = address;
  const navigate = useNavigate();
  const services = useServices();
  const service = readText(search.service, 255) ?? services.data?.[0]?.identityServiceName;
  const roles = useRoles(service);
  const words = readText(search.q, 200);
  const lack = useLack('sos:products:joc:administration:accounts:manage');
  const [opened, setOpened] = useState<'new' | 'order'>();
  const rows = useMemo(
    () =>
      sortRows(
        (roles.data ?? []).filter((row) =>
          matchesWords(`${row.roleName} ${row.controllers.join(' ')}`, words),
        ),
        roleColumns,
        sorting,
      ),
    [roles.data, words, sorting],
  );
  const goTo = (name: string) =>
    void navigate({ to: '/identity/roles/role', search: { service, role: name } as never });
  const close = () => setOpened(undefined);
  const failed = services.error === null ? roles : services;
  return (
    <>
      <ListPage
        title={text('identity.views.roles')}
        count={roles.data === undefined ? undefined : rows.length}
        address={address}
        columns={roleColumns}
        rows={rows}
        rowId={(row) => row.roleName}
        rowName={(row) => row.roleName}
        onOpen={(row) => goTo(row.roleName)}
        onExport={() => exportRoles(rows)}
        isLoading={services.isPending || (service !== undefined && roles.isPending)}
        refusal={{ error: failed.error, what: text('roles.unread'), onRetry: () => void failed.refetch() }}
        filters={
          <>
            {services.data !== undefined && services.data.length > 0 && (
              <ServiceSelect
                services={services.data}
                value={service}
                onChange={(name) => put({ service: name })}
              />
            )}
            <FilterField label={text('roles.filter')} value={words} onChange={(q) => put({ q })} />
          </>
        }
        actions={
          <>
            <Action
              icon={<IconArrowsSort size={15} aria-hidden />}
              lack={lack}
              onClick={() => setOpened('order')}
              {...((roles.data?.length ?? 0) < 2 ? { notNow: text('roles.tooFew') } : {})}
            >
              {text('roles.order')}
            </Action>
            <Action
              kind="main"
              icon={<IconPlus size={15} aria-hidden />}
              lack={lack}
              onClick={() => setOpened('new')}
              {...(service === undefined ? { notNow: text('roles.noService') } : {})}
            >
              {text('roles.add')}
            </Action>
          </>
        }
        empty={
          <Empty
            icon={<IconShieldHalf aria-hidden />}
            title={text(words === undefined ? 'roles.none.title' : 'roles.noneHere.title')}
            actions={
              words === undefined ? undefined : (
                <Action onClick={() => put({ q: undefined })}>{text('list.removeFilters')}</Action>
              )
            }
          >
            {text(words === undefined ? 'roles.none.words' : 'roles.noneHere.words')}
          </Empty>
        }
      />
      <Suspense fallback={null}>
        {opened === 'new' && service !== undefined && (
          <NewRoleDialog service={service} onDone={goTo} onClose={close} />
        )}
        {opened === 'order' && service !== undefined && (
          <RoleOrderDialog service={service} roles={roles.data ?? []} onClose={close} />
        )}
      </Suspense>
    </>
  );
}

function exportRoles(rows: readonly RoleRow[]): void {
  const head = [
    'identityServiceName',
    'roleName',
    'ordering',
    'accounts',
    'permissions',
    'folders',
    'controllers',
  ];
  const lines = rows.map((row) => [
    row.identityServiceName,
    row.roleName,
    String(row.ordering),
    String(row.accountCount),
    String(row.permissionCount),
    String(row.folderCount),
    row.controllers.join(' '),
  ]);
  saveFile('roles.csv', csv(head, lines), 'text/csv');
}
