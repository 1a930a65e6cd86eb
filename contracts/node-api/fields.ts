import {
  objectName,
  objectPath,
  type Problem,
  type ProblemCode,
  problem,
  problemCodes,
} from '@interlock/base';
import { z } from 'zod';
import { problemsPerAnswerMax } from './limits.ts';

/** The name of a Controller, an Agent, a Cockpit node, a job: one canonical name. */
export const nameField = z
  .string()
  .max(255)
  .refine((value) => objectName(value).ok, 'it is not a canonical name');

/** The path of a workflow in its one canonical form. */
export const pathField = z
  .string()
  .max(1024)
  .refine((value) => objectPath(value).ok, 'it is not a canonical path');

/** The id of an order: 1 to 255 characters, none of them a control character. */
export const orderIdField = z.string().regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,255}$/u, 'it is no order id');

/** The id of a step: 128 random bits in base64url. */
export const stepIdField = z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'it is no step id');

/** A random id of this package's own: base64url, 16 to 64 characters. */
export const randomIdField = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/, 'it is no id');

/** The id of an event: gapless, counted from 1; 0 stands before the first. */
export const eventIdField = z.int().min(0);

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const instantField = z.int().min(0).max(8_640_000_000_000_000);

/** An address to dial: `host:port`, the host a DNS name, an IPv4 address or an IPv6 address in brackets. */
export const addressField = z
  .string()
  .max(262)
  .regex(/^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}$/, 'it is not host:port')
  .refine((value) => portOf(value) >= 1 && portOf(value) <= 65_535, 'its port is out of range');

function portOf(address: string): number {
  return Number(address.slice(address.lastIndexOf(':') + 1));
}

/** A certificate or a certificate request in PEM. */
export const pemField = z
  .string()
  .min(1)
  .max(16 * 1024);

/** The key of an account (`service/subject`), or `schedule:<path>`. */
export const accountField = z.string().min(1).max(1024);

/** A refusal on the wire. */
export const problemField = z
  .strictObject({
    code: z.custom<ProblemCode>((value) => typeof value === 'string' && Object.hasOwn(problemCodes, value)),
    message: z.string().max(4_000),
    field: z.string().max(1_000).optional(),
    retryAfterSeconds: z.number().min(0).optional(),
  })
  .transform(({ code, message, field, retryAfterSeconds }): Problem => {
    const more = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    return problem(code, message, field === undefined ? more : { ...more, field });
  });

/** The body of an answer with any status but 200: what speaks against it, and, where it is more, all of that. */
export const problemAnswer = z.strictObject({
  problem: problemField,
  problems: z.array(problemField).max(problemsPerAnswerMax).optional(),
});
