import { z } from 'zod';
import { route } from '../../route.ts';

const flags = z.record(z.string(), z.union([z.boolean(), z.record(z.string(), z.boolean())]));

/** What the caller may do, as a tree of truth values; all branches are always there. */
export const jocCockpitPermissions = route({
  path: '/authentication/joc_cockpit_permissions',
  summary: 'What the caller may do.',
  request: z.object({}),
  response: z.strictObject({
    roles: z.array(z.string()),
    joc: z.record(z.string(), z.union([z.boolean(), flags])),
    controllerDefaults: z.record(z.string(), z.union([z.boolean(), flags])),
    controllers: z.record(z.string(), z.record(z.string(), z.union([z.boolean(), flags]))),
  }),
  access: { kind: 'session', reason: 'everybody may know his own rights' },
  beforePasswordChange: true,
});
