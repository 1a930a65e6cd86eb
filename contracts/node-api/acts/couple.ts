import { z } from 'zod';
import { eventIdField, instantField, nameField, randomIdField } from '../fields.ts';
import { act } from './act.ts';

/** The Cockpit introduces itself and learns which journal it talks to. */
export const couple = act({
  request: z.strictObject({
    version: z.int(),
    cockpitId: nameField,
    /** The Controller's journal as the Cockpit knows it; absent at the very first coupling. */
    journalId: randomIdField.optional(),
  }),
  response: z.strictObject({
    version: z.int(),
    controllerId: nameField,
    journalId: randomIdField,
    /** The last event of the journal. */
    lastEventId: eventIdField,
    /** The oldest event that the stream can still give; what stood before is in the state only. */
    firstEventId: eventIdField,
    /** The Controller's clock, from which the Cockpit measures the skew. */
    atMs: instantField,
  }),
  permissions: [],
  hasFolder: false,
});
