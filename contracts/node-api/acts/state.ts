import { z } from 'zod';
import { eventIdField } from '../fields.ts';
import { act } from './act.ts';

/** The whole state as a snapshot of the fold, for a mirror that starts or has fallen behind. */
export const state = act({
  request: z.strictObject({}),
  response: z.strictObject({
    /** The last event that the state holds. */
    eventId: eventIdField,
    /** The state in the form of core/workflow's snapshot codec. */
    state: z.unknown(),
  }),
  permissions: [],
  hasFolder: false,
});
