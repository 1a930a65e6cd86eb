import { z } from 'zod';
import { eventIdField } from '../fields.ts';
import { act } from './act.ts';

/** The Cockpit has projected all events up to here durably; the Controller may forget them. */
export const releaseEvents = act({
  request: z.strictObject({ eventId: eventIdField }),
  response: z.strictObject({}),
  permissions: [],
  hasFolder: false,
});
