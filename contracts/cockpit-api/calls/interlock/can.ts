import { z } from 'zod';
import { rightsChange } from '../../answers/explanation.ts';
import { route } from '../../route.ts';

/** Asks whether the caller may do something, without doing it. */
export const can = route({
  path: '/interlock/can',
  summary: 'Whether the caller may do something, and why.',
  manner: 'own',
  request: z.strictObject({
    asks: z
      .array(
        z.strictObject({
          permission: z.string().max(255),
          controllerId: z.string().max(255).optional(),
          folder: z.string().max(1024).optional(),
        }),
      )
      .min(1)
      .max(1_000),
  }),
  response: z.strictObject({
    /** In the order of the asks. */
    answers: z.array(
      z.strictObject({
        permission: z.string(),
        allowed: z.boolean(),
        reason: z.string(),
        /** The smallest change that would turn a refusal; empty where it is allowed, and where the ask is at fault. */
        needs: z.array(rightsChange),
      }),
    ),
  }),
  access: { kind: 'session', reason: 'everybody may know his own rights' },
  byToken: true,
});
