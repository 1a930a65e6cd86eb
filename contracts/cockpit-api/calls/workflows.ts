import { z } from 'zod';
import { timestamp } from '../answers/state-object.ts';
import { workflow as workflowAnswer } from '../answers/workflow.ts';
import { flag, given, listOf, text } from '../fields/js7-field.ts';
import { auditComment, controllerId, withPermissions, workflowSelectors } from '../fields/selectors.ts';
import { route } from '../route.ts';

/** The deployed workflows, old versions that still have orders among them. */
export const workflows = route({
  path: '/workflows',
  summary: 'The deployed workflows.',
  request: z.object({
    controllerId,
    ...workflowSelectors,
    compact: given(flag()),
    regex: given(text(1024)),
    states: given(listOf(text())),
    withPermissions,
    auditLog: auditComment,
  }),
  response: z.strictObject({ surveyDate: timestamp, workflows: z.array(workflowAnswer) }),
  access: { kind: 'anyOf', permissions: ['sos:products:controller:workflows:view'] },
  controller: 'body',
  folder: 'filter',
});
