import { z } from 'zod';
import { rowRights } from '../../../answers/row-rights.ts';
import { timestamp } from '../../../answers/state-object.ts';
import { flag, given, listOf, text } from '../../../fields/js7-field.ts';
import { auditComment, controllerId, withPermissions } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';
import { objectType } from '../configuration-object.ts';

/** An object as it stands in a listing. */
export const folderItem = z.strictObject({
  id: z.int(),
  path: z.string(),
  name: z.string(),
  objectType,
  title: z.string().optional(),
  valid: z.boolean(),
  deleted: z.boolean(),
  deployed: z.boolean(),
  released: z.boolean(),
  hasDeployments: z.boolean(),
  hasReleases: z.boolean(),
  modified: timestamp,
  can: rowRights.optional(),
});

/** An object as it stands in a listing. */
export type FolderItem = z.output<typeof folderItem>;

const items = z.array(folderItem);

/** Lists the objects of a folder, one list for each kind. */
export const readFolder = route({
  path: '/inventory/read/folder',
  summary: 'Lists the objects of a folder.',
  request: z.object({
    controllerId,
    path: text(1024),
    recursive: given(flag()),
    objectTypes: given(listOf(objectType)),
    onlyValidObjects: given(flag()),
    withPermissions,
    auditLog: auditComment,
  }),
  response: z.strictObject({
    path: z.string(),
    /** The names of the folders below, for navigation; our own field. */
    folders: z.array(z.strictObject({ path: z.string(), name: z.string() })),
    workflows: items,
    fileOrderSources: items,
    includeScripts: items,
    jobTemplates: items,
    jobResources: items,
    noticeBoards: items,
    locks: items,
    calendars: items,
    schedules: items,
    reports: items,
  }),
  access: { kind: 'anyOf', permissions: ['sos:products:joc:inventory:view'] },
  folder: 'filter',
});
