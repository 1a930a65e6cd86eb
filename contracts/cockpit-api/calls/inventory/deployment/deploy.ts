import { z } from 'zod';
import { done } from '../../../answers/done.ts';
import { flag, given, listOf, text } from '../../../fields/js7-field.ts';
import { auditComment } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';
import { objectType } from '../configuration-object.ts';

/** One object, or all of a folder. */
const deployable = z.object({
  configuration: z.object({
    path: text(1024),
    objectType,
    recursive: given(flag()),
    commitId: given(text()),
  }),
});

/** Brings drafts to Controllers. Clients name each object as a draft and as deployed; what is not there is skipped. */
export const deploy = route({
  path: '/inventory/deployment/deploy',
  summary: 'Deploys objects to Controllers, or withdraws them.',
  request: z.object({
    controllerIds: listOf(text(), 100),
    store: given(
      z.object({
        draftConfigurations: given(listOf(deployable)),
        deployConfigurations: given(listOf(deployable)),
      }),
    ),
    delete: given(z.object({ deployConfigurations: given(listOf(deployable)) })),
    addOrdersDateFrom: given(text()),
    includeLate: given(flag()),
    transactionId: given(text()),
    auditLog: auditComment,
  }),
  response: done,
  access: {
    kind: 'allOf',
    permissions: ['sos:products:joc:inventory:deploy', 'sos:products:controller:deployment:deploy'],
  },
  controller: 'bodyList',
  folder: 'object',
  changes: true,
  auditEvent: 'WorkflowsDeployed',
});
