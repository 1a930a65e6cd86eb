import { z } from 'zod';
import { accessName, accountState } from '../../answers/access-entry.ts';
import { explanation } from '../../answers/explanation.ts';
import { timestamp } from '../../answers/state-object.ts';
import { route } from '../../route.ts';
import { objectType } from '../inventory/configuration-object.ts';

/** Explains why an account may or may not do something: by the reference of a refusal, or by a question. */
export const explain = route({
  path: '/iam/explain',
  summary: 'Why an account may or may not do something.',
  manner: 'own',
  request: z.strictObject({
    /** The reference of a refusal. Given alone. */
    reference: z.string().min(1).max(64).optional(),
    /** Whose rights; both absent: the caller's own. Others ask for the right to see accounts. */
    identityServiceName: accessName.optional(),
    accountName: accessName.optional(),
    permission: accessName.optional(),
    controllerId: accessName.optional(),
    /** The folder, or an object of which the folder counts; not both. */
    folder: z.string().min(1).max(1024).optional(),
    objectType: z.enum([...objectType.options, 'ORDER']).optional(),
    /** The path of the object; of an order its id. */
    path: z.string().min(1).max(1024).optional(),
  }),
  response: z.strictObject({
    identityServiceName: z.string(),
    accountName: z.string(),
    /** `notKept`: the account is gone, or its provider keeps it. */
    state: z.enum([...accountState.options, 'notKept']),
    /** Absent where another rule refused than a permission. */
    permission: z.string().optional(),
    /** What the permission is for, as a person reads it; absent where there is no such permission. */
    label: z.string().optional(),
    controllerId: z.string().optional(),
    folder: z.string().optional(),
    /** Whether the question was about any folder: a call that holds for no single one. */
    anyFolder: z.boolean(),
    ...explanation,
    /** What was refused then, where a reference was given; the rest of the answer speaks of now. */
    refusal: z.strictObject({ reference: z.string(), at: timestamp, reason: z.string() }).optional(),
  }),
  access: { kind: 'session', reason: 'everybody may know why; about others the call asks for accounts:view' },
});
