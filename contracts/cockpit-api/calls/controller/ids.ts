import { z } from 'zod';
import { route } from '../../route.ts';

/** The ids of the Controllers that the caller may view, and the one that he has selected. */
export const controllerIds = route({
  path: '/controller/ids',
  summary: 'The ids of the Controllers, and the selected one.',
  request: z.object({}),
  response: z.strictObject({ controllerIds: z.array(z.string()), selected: z.string().nullable() }),
  access: { kind: 'anyOf', permissions: ['sos:products:controller:view'] },
  controller: 'bodyOrAll',
});
