import type { WorkflowAnswer } from '@interlock/cockpit-api';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import { useControllerId } from '../session/controller.tsx';

/** The deployed workflows without their instructions. */
export function useWorkflows(): UseQueryResult<readonly WorkflowAnswer[]> {
  const controllerId = useControllerId();
  const key = ['workflows', controllerId];
  return useQuery({
    queryKey: key,
    enabled: controllerId !== undefined,
    queryFn: async ({ signal, client }) => {
      const background = client.getQueryData(key) !== undefined;
      const answer = await ask(
        'workflows',
        { controllerId, compact: true, withPermissions: true },
        { signal, background },
      );
      return answer.workflows.filter((one) => one.isCurrentVersion);
    },
  });
}

/** One workflow with its instructions and jobs. */
export function useWorkflow(path: string | undefined): UseQueryResult<WorkflowAnswer> {
  const controllerId = useControllerId();
  const key = ['workflow', controllerId, path];
  return useQuery({
    queryKey: key,
    enabled: controllerId !== undefined && path !== undefined,
    queryFn: async ({ signal, client }) => {
      const background = client.getQueryData(key) !== undefined;
      const request = { controllerId, workflowId: { path: path ?? '' }, withPermissions: true };
      return (await ask('workflow', request, { signal, background })).workflow;
    },
  });
}
