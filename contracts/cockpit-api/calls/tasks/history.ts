import { z } from 'zod';
import { taskHistoryItem } from '../../answers/history.ts';
import { given, listOf, text, wholeNumber } from '../../fields/js7-field.ts';
import { controllerId, dateFilter, limit, timeZone, workflowSelectors } from '../../fields/selectors.ts';
import { route } from '../../route.ts';

const jobFilter = z.object({ job: given(text()), workflowPath: given(text(1024)) });

/** The task history: every step that an Agent ran. */
export const tasksHistory = route({
  path: '/tasks/history',
  summary: 'The task history.',
  request: z.object({
    controllerId,
    folders: workflowSelectors.folders,
    jobs: given(listOf(jobFilter)),
    excludeJobs: given(listOf(jobFilter)),
    jobName: given(text()),
    workflowPath: given(text(1024)),
    workflowName: given(text()),
    orderId: given(text()),
    taskIds: given(listOf(wholeNumber())),
    historyStates: given(listOf(z.enum(['SUCCESSFUL', 'INCOMPLETE', 'FAILED']))),
    criticalities: given(listOf(text())),
    dateFrom: dateFilter,
    dateTo: dateFilter,
    timeZone,
    limit,
  }),
  response: z.strictObject({ history: z.array(taskHistoryItem) }),
  access: { kind: 'anyOf', permissions: ['sos:products:controller:orders:view'] },
  controller: 'bodyOrAll',
  folder: 'filter',
});
