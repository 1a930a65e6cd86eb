import { z } from 'zod';
import { flag, given, text } from '../../fields/js7-field.ts';
import { jsonValue } from '../../fields/json-value.ts';
import { auditComment } from '../../fields/selectors.ts';
import { route } from '../../route.ts';
import { configurationObject, objectType } from './configuration-object.ts';

/** Stores the draft of an inventory object; parent folders come into being. */
export const store = route({
  path: '/inventory/store',
  summary: 'Stores the draft of an object.',
  request: z.object({
    path: text(1024),
    objectType,
    /** The object in the form of its kind; absent for a folder. */
    configuration: given(z.record(z.string(), jsonValue)),
    valid: given(flag()),
    docPath: given(text(1024)),
    auditLog: auditComment,
  }),
  response: configurationObject,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:inventory:manage'] },
  folder: 'object',
  changes: true,
  auditEvent: 'InventoryStored',
});
