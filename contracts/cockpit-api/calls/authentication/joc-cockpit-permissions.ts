import { z } from 'zod';
import { permissionTrees } from '../../answers/permission-trees.ts';
import { route } from '../../route.ts';

/** What the caller may do, as a tree of truth values; all branches are always there. */
export const jocCockpitPermissions = route({
  path: '/authentication/joc_cockpit_permissions',
  summary: 'What the caller may do.',
  request: z.object({}),
  response: permissionTrees,
  access: { kind: 'session', reason: 'everybody may know his own rights' },
  beforePasswordChange: true,
  byToken: true,
});
