import { z } from 'zod';
import { controller } from '../../answers/controller.ts';
import { controllerId, withPermissions } from '../../fields/selectors.ts';
import { route } from '../../route.ts';

/** The Controllers that the caller may view. */
export const controllers = route({
  path: '/controllers',
  summary: 'The Controllers that the caller may view.',
  request: z.object({ controllerId, withPermissions }),
  response: z.strictObject({ controllers: z.array(controller) }),
  access: { kind: 'anyOf', permissions: ['sos:products:controller:view'] },
  controller: 'bodyOrAll',
});
