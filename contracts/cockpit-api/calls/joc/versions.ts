import { z } from 'zod';
import { given, listOf, text } from '../../fields/js7-field.ts';
import { route } from '../../route.ts';

/** The versions of Cockpit, Controllers and Agents. Ids that the caller may not view, or that do not exist, give no entry. */
export const versions = route({
  path: '/joc/versions',
  summary: 'The versions of the programs.',
  request: z.object({ controllerIds: given(listOf(text())), agentIds: given(listOf(text())) }),
  response: z.strictObject({
    /** The version of JS7's API that is spoken here; clients choose their calls by it. */
    jocVersion: z.string(),
    /** Our own field: the version of Interlock. */
    interlockVersion: z.string(),
    controllerVersions: z.array(
      z.strictObject({ controllerId: z.string(), uri: z.string(), version: z.string() }),
    ),
    agentVersions: z.array(z.strictObject({ agentId: z.string(), uri: z.string(), version: z.string() })),
  }),
  access: {
    kind: 'session',
    reason: 'clients ask for it right after the login; what may not be viewed is left out',
  },
  folder: 'none',
  byToken: true,
});
