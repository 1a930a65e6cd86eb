import type { RequestInput, ResponseOf } from '@interlock/cockpit-api';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';

/** What is asked about: a refusal by its reference, or an account, a permission and a place. */
export type Question = RequestInput<'iam.explain'>;

/** Why somebody may or may not do something. */
export type Explanation = ResponseOf<'iam.explain'>;

/** One step of the way from the account to the answer. */
export type ExplanationStep = Explanation['steps'][number];

/** Asks why; nothing is asked while the question is not whole. */
export function useExplanation(question: Question | undefined): UseQueryResult<Explanation> {
  return useQuery({
    queryKey: ['iam', 'explanation', question],
    enabled: question !== undefined,
    queryFn: ({ signal }) => ask('iam.explain', question ?? {}, { signal }),
  });
}
