import { z } from 'zod';
import { wholeNumber } from '../../fields/js7-field.ts';
import { controllerId } from '../../fields/selectors.ts';
import { route } from '../../route.ts';

/**
 * What a task wrote so far, as text. The headers X-Log-Complete, X-Log-Event-Id and X-Log-Task-Id say whether more
 * will follow, and from where.
 */
export const taskLog = route({
  path: '/task/log',
  summary: 'What a task wrote.',
  request: z.object({ controllerId, taskId: wholeNumber() }),
  response: z.string(),
  answer: 'text',
  access: { kind: 'anyOf', permissions: ['sos:products:controller:orders:view'] },
  controller: 'bodyOrAll',
  folder: 'object',
});
