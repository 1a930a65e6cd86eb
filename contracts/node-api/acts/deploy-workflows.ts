import { z } from 'zod';
import { eventIdField, pathField } from '../fields.ts';
import { workflowsPerRequestMax } from '../limits.ts';
import { act } from './act.ts';

/** Deploys and withdraws workflows, all or none. */
export const deployWorkflows = act({
  request: z.strictObject({
    deploy: z
      .array(
        z.strictObject({
          path: pathField,
          /** Names this version; the same version with other content is refused. */
          versionId: z.string().min(1).max(255),
          /** The workflow in core/workflow's form, checked by its parser. */
          definition: z.record(z.string().max(255), z.json()),
        }),
      )
      .max(workflowsPerRequestMax)
      .default([]),
    withdraw: z.array(pathField).max(workflowsPerRequestMax).default([]),
  }),
  response: z.strictObject({ eventId: eventIdField }),
  permissions: ['sos:products:controller:deployment:deploy'],
  hasFolder: true,
  auditEvent: 'WorkflowsDeployed',
});
