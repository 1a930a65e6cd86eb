import type { AccountAnswer, AnswerOf } from '@interlock/cockpit-api';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import { nextOffset, type PagedRows, pageRows, readAllRows, usePagedRows } from '../list/paged-rows.ts';

/** Which accounts are asked for. */
export interface AccountsAsk {
  readonly identityServiceName: string;
  readonly search: string | undefined;
  /** Whether the list is narrowed to those that are enabled, or to those that are not. */
  readonly enabled: boolean;
  readonly disabled: boolean;
}

type Page = AnswerOf<'iam.accounts'>;
const rowsOf = (page: Page) => page.accountItems;

function readPage(asked: AccountsAsk, offset: number, limit: number, signal?: AbortSignal): Promise<Page> {
  const { identityServiceName, search, enabled, disabled } = asked;
  const request = { identityServiceName, enabled, disabled, offset, limit };
  return ask('iam.accounts', search === undefined ? request : { ...request, search }, { signal });
}

/** The accounts of a service, by name, page by page as one scrolls. */
export function useAccounts(asked: AccountsAsk | undefined) {
  const query = useInfiniteQuery({
    queryKey: ['iam', 'accounts', asked],
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) => readPage(asked as AccountsAsk, pageParam, pageRows, signal),
    getNextPageParam: (_, pages) => nextOffset(pages, rowsOf),
  });
  const paged: PagedRows<AccountAnswer> = usePagedRows(query, rowsOf);
  return { query, ...paged };
}

/** All of them, for an export. */
export function readAllAccounts(asked: AccountsAsk): Promise<readonly AccountAnswer[]> {
  return readAllRows((offset, limit) => readPage(asked, offset, limit), rowsOf);
}

/** One account. */
export function useAccount(identityServiceName: string, accountName: string) {
  return useQuery({
    queryKey: ['iam', 'account', identityServiceName, accountName],
    queryFn: ({ signal }) => ask('iam.account', { identityServiceName, accountName }, { signal }),
  });
}

/** The roles of a service that an account can be given. */
export function useRoleNames(identityServiceName: string) {
  return useQuery({
    queryKey: ['iam', 'role-names', identityServiceName],
    queryFn: async ({ signal }) =>
      (await ask('iam.roles', { identityServiceName }, { signal })).roles.map(({ roleName }) => roleName),
  });
}
