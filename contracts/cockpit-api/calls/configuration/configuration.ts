import { z } from 'zod';
import { route } from '../../route.ts';
import { configurationAnswer, configurationSelectors } from './configuration-fields.ts';

/** A stored configuration; nothing stored is no error. */
export const configuration = route({
  path: '/configuration',
  summary: 'The settings of the Identity Services, or of one of them.',
  request: z.object(configurationSelectors),
  response: z.strictObject({ configuration: configurationAnswer }),
  access: {
    kind: 'anyOf',
    permissions: [
      'sos:products:joc:administration:settings:view',
      'sos:products:joc:administration:accounts:view',
    ],
  },
});
