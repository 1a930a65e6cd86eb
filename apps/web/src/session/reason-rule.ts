import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';

/** Whether every change needs a reason here. */
export function useReasonRule(): boolean {
  const properties = useQuery({
    queryKey: ['properties'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => ask('joc.properties', {}, { signal, background: true }),
  });
  return properties.data?.forceCommentsForAuditLog ?? false;
}
