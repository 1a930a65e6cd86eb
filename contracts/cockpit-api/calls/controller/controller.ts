import { z } from 'zod';
import { controller as controllerAnswer } from '../../answers/controller.ts';
import { given, text } from '../../fields/js7-field.ts';
import { controllerId } from '../../fields/selectors.ts';
import { route } from '../../route.ts';

/** One Controller; 434 while it can not be reached. */
export const controller = route({
  path: '/controller',
  summary: 'One Controller and its state.',
  request: z.object({ controllerId, url: given(text(2048)) }),
  response: z.strictObject({ controller: controllerAnswer }),
  access: { kind: 'anyOf', permissions: ['sos:products:controller:view'] },
  controller: 'body',
  quiet: ['ControllerUnreachable'],
});
