import { z } from 'zod';
import {
  accessName,
  accountState,
  folderEntry,
  permissionEntry,
  roleRef,
} from '../../answers/access-entry.ts';
import { route } from '../../route.ts';

/** Lists who may do something, and by which role. */
export const whoCan = route({
  path: '/iam/who_can',
  summary: 'Who may do something.',
  manner: 'own',
  request: z.strictObject({
    permission: accessName,
    /** Needed for permissions of a Controller. */
    controllerId: accessName.optional(),
    /** Absent, for a permission that has folders: who may in at least one. */
    folder: z.string().min(1).max(1024).optional(),
    /** Only names that hold this text, without regard to case. */
    search: z.string().max(255).optional(),
    limit: z.int().min(1).max(1_000).default(100),
    offset: z.int().min(0).default(0),
  }),
  response: z.strictObject({
    permission: z.string(),
    label: z.string(),
    /** How many there are in all, before the page was cut. */
    total: z.int(),
    /** By service, then by name; the accounts of a service before its groups. */
    subjects: z.array(
      z.strictObject({
        /** A group stands for whoever the provider puts into it: its roles alone, without those of other groups. */
        kind: z.enum(['account', 'group']),
        identityServiceName: z.string(),
        name: z.string(),
        /** Whoever is not active may, but can not log in. */
        state: accountState,
        role: roleRef,
        entry: permissionEntry,
        /** The folders in which he may, where no single folder was asked for; empty: everywhere. */
        folders: z.array(folderEntry),
        reason: z.string(),
      }),
    ),
  }),
  access: { kind: 'allOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
