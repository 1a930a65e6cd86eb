import type { AnswerOf } from '@interlock/cockpit-api';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import { nextOffset, pageRows } from '../list/paged-rows.ts';

/** A page of the review. */
export type ReviewPage = AnswerOf<'iam.access_review'>;

/** An account with its roles, since when it has them, and when they were last used. */
export type ReviewedAccount = ReviewPage['accounts'][number];

/** What is reviewed. */
export interface ReviewAsk {
  readonly identityServiceName?: string;
  readonly search?: string;
}

/** The accounts of a page. */
export const accountsOf = (page: ReviewPage) => page.accounts;

/** Who has what, page by page as one scrolls. */
export function useReview(asked: ReviewAsk) {
  return useInfiniteQuery({
    queryKey: ['iam', 'review', asked],
    placeholderData: keepPreviousData,
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      ask('iam.access_review', { ...asked, offset: pageParam, limit: pageRows }, { signal }),
    getNextPageParam: (_, pages) => nextOffset(pages, accountsOf),
  });
}

/** How many accounts a piece of the file holds. */
const pieceAccounts = 10_000;

/** The whole review as comma-separated values, as the Cockpit writes them; at most ten pieces. */
export async function readReviewCsv(asked: ReviewAsk): Promise<string> {
  const pieces: string[] = [];
  for (let offset = 0, total = 1; offset < total && pieces.length < 10; offset += pieceAccounts) {
    const page = await ask('iam.access_review', { ...asked, offset, limit: pieceAccounts, format: 'csv' });
    total = page.total;
    pieces.push(page.csv ?? '');
  }
  return pieces.map((piece, at) => (at === 0 ? piece : piece.slice(piece.indexOf('\n') + 1))).join('');
}
