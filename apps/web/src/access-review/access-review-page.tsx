import { IconUserSearch } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { readText } from '../address/search-text.ts';
import { Action } from '../elements/action.tsx';
import { Empty } from '../elements/empty.tsx';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { ServiceSelect } from '../identity/service-select.tsx';
import { useServices, withAccounts } from '../identity/services-query.ts';
import { FilterField } from '../list/filter-bar.tsx';
import { useListAddress } from '../list/list-address.ts';
import { ListPage } from '../list/list-page.tsx';
import { usePagedRows } from '../list/paged-rows.ts';
import { saveFile } from '../list/save-file.ts';
import { text } from '../texts/identity-text.ts';
import { reviewColumns } from './review-columns.tsx';
import { ReviewPanel } from './review-panel.tsx';
import { accountsOf, type ReviewAsk, readReviewCsv, useReview } from './review-query.ts';
import { type ReviewRow, reviewRows } from './review-rows.ts';
import './access-review.css';

const rowKey = (row: ReviewRow) => row.id;

/** Who has what, since when, and whether it is used. */
export default function AccessReviewPage(): ReactNode {
  const address = useListAddress(reviewColumns);
  const { search, put } = address;
  const services = withAccounts(useServices().data ?? []);
  const asked = askOf(search);
  const review = useReview(asked);
  const { rows: accounts, total, onEndNear } = usePagedRows(review, accountsOf);
  const rows = useMemo(() => reviewRows(accounts), [accounts]);
  const [exportFault, setExportFault] = useState<unknown>();
  const open = rows.find(
    ({ account }) =>
      account.accountName === search.account &&
      (search.of === undefined || account.identityServiceName === search.of),
  );
  const save = () => {
    setExportFault(undefined);
    readReviewCsv(asked).then(
      (content) => saveFile('access-review.csv', content, 'text/csv'),
      setExportFault,
    );
  };
  const isNarrowed = search.q !== undefined || search.service !== undefined;
  return (
    <ListPage
      title={text('identity.views.accessReview')}
      count={total === undefined ? undefined : text('review.count', { count: total })}
      address={address}
      columns={reviewColumns}
      rows={rows}
      rowId={rowKey}
      rowName={(row) => row.account.accountName}
      openId={open?.id}
      onOpen={({ account }) =>
        put({
          account: account.accountName,
          of: services.length > 1 ? account.identityServiceName : undefined,
        })
      }
      onExport={save}
      filters={
        <>
          <FilterField label={text('review.filter')} value={search.q} onChange={(q) => put({ q })} />
          {services.length > 1 && (
            <ServiceSelect
              services={services}
              value={search.service}
              all={text('service.all')}
              onChange={(service) => put({ service, account: undefined })}
            />
          )}
        </>
      }
      notes={
        exportFault !== undefined && <RefusalNote error={exportFault} what={text('review.notExported')} />
      }
      isLoading={review.isPending}
      refusal={{ error: review.error, what: text('review.unread'), onRetry: () => void review.refetch() }}
      empty={
        <Empty
          icon={<IconUserSearch aria-hidden />}
          title={text(isNarrowed ? 'accounts.noneHere.title' : 'review.none')}
          {...(isNarrowed
            ? {
                actions: (
                  <Action onClick={() => put({ q: undefined, service: undefined })}>
                    {text('list.removeFilters')}
                  </Action>
                ),
              }
            : {})}
        >
          {text('review.words')}
        </Empty>
      }
      onEndNear={onEndNear}
      panel={
        open !== undefined &&
        review.data !== undefined && (
          <ReviewPanel
            account={open.account}
            recordedSince={review.data.pages[0]?.recordedSince ?? open.account.created}
            onClose={() => put({ account: undefined, of: undefined })}
          />
        )
      }
    />
  );
}

function askOf(search: Readonly<Record<string, string>>): ReviewAsk {
  const words = readText(search.q, 255);
  const service = readText(search.service, 255);
  return {
    ...(service === undefined ? {} : { identityServiceName: service }),
    ...(words === undefined ? {} : { search: words }),
  };
}
