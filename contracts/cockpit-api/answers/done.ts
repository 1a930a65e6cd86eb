import { z } from 'zod';
import { timestamp } from './state-object.ts';

/** The answer of a command that was accepted. */
export const done = z.strictObject({ ok: z.literal(true), surveyDate: timestamp.optional() });
