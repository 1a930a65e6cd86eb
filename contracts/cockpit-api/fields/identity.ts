import { z } from 'zod';
import { listOf, text } from './js7-field.ts';

/** The name of an Identity Service, which has to be given. */
export const identityServiceName = text().min(1, 'it is empty');

/** The name of an account; the Cockpit brings it into its canonical form (semantics §1.8). */
export const accountName = text().min(1, 'it is empty');

/** The accounts of a bulk call, which is done whole or not at all (semantics §5.8): 1 to 1 000. */
export const accountNames = listOf(accountName, 1_000).pipe(
  z.array(z.string()).min(1, 'it names no account'),
);

/** A password as it was typed. What it may be, core decides; here it is only kept from being endless. */
export const typedPassword = z.string().max(4096, 'it is too long');
