import { z } from 'zod';
import { given, text, wholeNumber } from '../../../fields/js7-field.ts';
import { auditComment, controllerId } from '../../../fields/selectors.ts';
import { route } from '../../../route.ts';
import { configurationObject, objectType } from '../configuration-object.ts';

/** Reads an inventory object by path, unique name or id. */
export const readConfiguration = route({
  path: '/inventory/read/configuration',
  summary: 'Reads an object of the inventory.',
  request: z
    .object({
      controllerId,
      id: given(wholeNumber()),
      path: given(text(1024)),
      objectType: given(objectType),
      commitId: given(text()),
      auditLog: auditComment,
    })
    .refine((body) => body.id !== undefined || (body.path !== undefined && body.objectType !== undefined), {
      path: ['path'],
      message: 'path and objectType are missing, and id is not given either',
    }),
  response: configurationObject,
  access: { kind: 'anyOf', permissions: ['sos:products:joc:inventory:view'] },
  folder: 'object',
});
