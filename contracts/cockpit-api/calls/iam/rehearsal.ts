import { z } from 'zod';
import { accessName, accountState, folderEntry, permissionEntry } from '../../answers/access-entry.ts';
import { timestamp } from '../../answers/state-object.ts';
import { route } from '../../route.ts';

/** Where a permission is held: everywhere, nowhere, or in folders. */
const extent = z.union([z.enum(['everywhere', 'nowhere']), z.array(folderEntry)]);

const difference = z.strictObject({
  permission: z.string(),
  /** Absent: at all Controllers but the excepted ones, or of the Cockpit. */
  controllerId: z.string().optional(),
  /** The Controllers at which it is held otherwise; where that changes too, they have their own rows. */
  exceptControllerIds: z.array(z.string()),
  before: extent,
  after: extent,
});

/** Tries a change of roles without making it: who gains, who loses, and which past answers would have been others. */
export const rehearsal = route({
  path: '/iam/rehearsal',
  summary: 'What a change of a role or an assignment would do, without making it.',
  manner: 'own',
  request: z.strictObject({
    identityServiceName: accessName,
    /** The role as it would be stored: a new one, or in place of the one with this name. */
    role: z
      .strictObject({
        name: accessName,
        permissions: z.array(permissionEntry).max(1_000),
        folders: z.array(folderEntry).max(1_000),
      })
      .optional(),
    /** The role that would be deleted. */
    removedRole: accessName.optional(),
    /** The roles that an account would have. */
    assignment: z.strictObject({ accountName: accessName, roles: z.array(accessName).max(1_000) }).optional(),
    limit: z.int().min(1).max(1_000).default(100),
    offset: z.int().min(0).default(0),
  }),
  response: z.strictObject({
    warnings: z.array(
      z.strictObject({
        kind: z.enum([
          /** The last folder of a role goes: it would hold everywhere (semantics §2.6). */
          'roleWidens',
          /** A name that is no permission has no effect (semantics §2.1). */
          'unknownPermission',
          /** A name that no role has gives nothing. */
          'unknownRole',
          /** The caller may not make this change (semantics §2.8). */
          'beyondOwnRights',
          /** Nobody would be left who can administer accounts (semantics §2.9). */
          'lastAdministrator',
        ]),
        text: z.string(),
      }),
    ),
    /** How many accounts and groups would gain or lose something. */
    total: z.int(),
    subjects: z.array(
      z.strictObject({
        /** A group stands for whoever the provider puts into it: its roles alone, without those of other groups. */
        kind: z.enum(['account', 'group']),
        identityServiceName: z.string(),
        name: z.string(),
        state: accountState,
        /** Where one right is gained in one folder and lost in another, it stands in both. */
        gains: z.array(difference),
        loses: z.array(difference),
      }),
    ),
    /** What was decided since then, decided once more under the change. */
    replay: z.strictObject({
      since: timestamp,
      /** How many different questions were decided anew. */
      questions: z.int(),
      /** How many could not be: their account is gone, or a provider's groups give its roles. */
      notReplayed: z.int(),
      /** How many would now have another answer; the list below holds at most 1 000 of them, the latest first. */
      changed: z.int(),
      answers: z.array(
        z.strictObject({
          identityServiceName: z.string(),
          accountName: z.string(),
          permission: z.string(),
          controllerId: z.string().optional(),
          folder: z.string().optional(),
          /** What is answered at present, and what would be. */
          before: z.boolean(),
          after: z.boolean(),
          /** How often it was asked, and when last. */
          count: z.int(),
          last: timestamp,
        }),
      ),
    }),
  }),
  access: { kind: 'allOf', permissions: ['sos:products:joc:administration:accounts:view'] },
});
