import { z } from 'zod';
import { identityContent } from '../../fields/identity-content.ts';
import { route } from '../../route.ts';

const names = z.array(z.string().max(255)).max(20_000).optional();

/** Accounts and roles of an Identity Service, for another installation or for safe keeping. */
export const exportIdentity = route({
  path: '/iam/export',
  summary: 'Accounts and roles of an Identity Service as JSON, without passwords.',
  manner: 'own',
  request: z.strictObject({
    identityServiceName: z.string().max(255),
    /** By name; absent: all, an empty list: none. */
    accounts: names,
    roles: names,
  }),
  response: z.strictObject({ content: identityContent }),
  access: { kind: 'anyOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
