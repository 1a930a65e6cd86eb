import { z } from 'zod';
import { timestamp } from '../answers/state-object.ts';
import { workflow as workflowAnswer } from '../answers/workflow.ts';
import { flag, given } from '../fields/js7-field.ts';
import { auditComment, controllerId, withPermissions, workflowId } from '../fields/selectors.ts';
import { route } from '../route.ts';

/** One deployed workflow, by path or unique name. */
export const workflow = route({
  path: '/workflow',
  summary: 'One deployed workflow.',
  request: z.object({
    controllerId,
    workflowId,
    compact: given(flag()),
    withPermissions,
    auditLog: auditComment,
  }),
  response: z.strictObject({ surveyDate: timestamp, workflow: workflowAnswer }),
  access: { kind: 'anyOf', permissions: ['sos:products:controller:workflows:view'] },
  controller: 'body',
  folder: 'object',
});
