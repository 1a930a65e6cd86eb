import { z } from 'zod';
import { text } from '../../fields/js7-field.ts';
import { auditComment } from '../../fields/selectors.ts';
import { route } from '../../route.ts';
import { configurationSelectors } from './configuration-fields.ts';

/** Stores a configuration whole, in place of what was stored; it takes effect at once. */
export const saveConfiguration = route({
  path: '/configuration/save',
  summary: 'Stores the settings of the Identity Services, or of one of them.',
  request: z.object({
    ...configurationSelectors,
    /** JSON in a text. */
    configurationItem: text(64 * 1024),
    auditLog: auditComment,
  }),
  response: z.strictObject({ id: z.int().min(0) }),
  access: {
    kind: 'anyOf',
    permissions: [
      'sos:products:joc:administration:settings:manage',
      'sos:products:joc:administration:accounts:manage',
    ],
  },
  changes: true,
  auditEvent: 'SettingsStored',
  bodyBytesMax: 256 * 1024,
  firstValueOnly: true,
});
