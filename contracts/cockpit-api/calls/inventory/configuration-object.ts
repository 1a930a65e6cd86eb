import { z } from 'zod';
import { timestamp } from '../../answers/state-object.ts';
import { jsonValue } from '../../fields/json-value.ts';

/** The kinds of inventory objects that JS7's clients name. */
export const objectType = z.enum([
  'FOLDER',
  'WORKFLOW',
  'JOBCLASS',
  'JOBRESOURCE',
  'LOCK',
  'NOTICEBOARD',
  'FILEORDERSOURCE',
  'WORKINGDAYSCALENDAR',
  'NONWORKINGDAYSCALENDAR',
  'SCHEDULE',
  'INCLUDESCRIPT',
  'JOBTEMPLATE',
  'REPORT',
]);

/** The kind of an inventory object. */
export type ObjectType = z.output<typeof objectType>;

/** An object of the inventory: its draft, and what of it is deployed. */
export const configurationObject = z.strictObject({
  id: z.int(),
  path: z.string(),
  name: z.string(),
  objectType,
  configuration: z.record(z.string(), jsonValue).optional(),
  state: z.enum(['DEPLOYMENT_IS_NEWER', 'DRAFT_IS_NEWER', 'DEPLOYMENT_NOT_EXIST', 'DRAFT_NOT_EXIST']),
  valid: z.boolean(),
  invalidMsg: z.string().optional(),
  deleted: z.boolean(),
  deployed: z.boolean(),
  released: z.boolean(),
  hasDeployments: z.boolean(),
  hasReleases: z.boolean(),
  configurationDate: timestamp,
});
