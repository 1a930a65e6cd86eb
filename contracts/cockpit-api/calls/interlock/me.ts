import { z } from 'zod';
import { route } from '../../route.ts';

/** Who the caller is: what the page needs to draw itself. */
export const me = route({
  path: '/interlock/me',
  summary: 'Who the caller is.',
  manner: 'own',
  request: z.strictObject({}),
  response: z.strictObject({
    account: z.string(),
    identityService: z.string(),
    roles: z.array(z.string()),
    /** Whether the password has to be changed before anything else. */
    mustChangePassword: z.boolean(),
    /** The permissions that the caller holds for at least one Controller and folder. */
    permissions: z.array(z.string()),
    /** The time zone in which to show times. */
    timeZone: z.string(),
    /** Milliseconds since 1970: when the session ends without activity, and when in any case. */
    idleEndMs: z.int(),
    absoluteEndMs: z.int(),
    rememberMe: z.boolean(),
    /** Seconds between two calls of /touch that keep a working person logged in. */
    touchSeconds: z.int(),
  }),
  access: { kind: 'session', reason: 'everybody may know who he is' },
  beforePasswordChange: true,
  isActivity: false,
  byToken: true,
});
