import { z } from 'zod';
import { route } from '../../route.ts';
import { configurationAnswer, configurationSelectors } from './configuration-fields.ts';

/** The stored configurations of a type. */
export const configurations = route({
  path: '/configurations',
  summary: 'The stored settings of the Identity Services.',
  request: z.object(configurationSelectors),
  response: z.strictObject({ configurations: z.array(configurationAnswer) }),
  access: {
    kind: 'anyOf',
    permissions: [
      'sos:products:joc:administration:settings:view',
      'sos:products:joc:administration:accounts:view',
    ],
  },
});
