import { z } from 'zod';

/**
 * What the caller may do with a row, by action: true, or the permission that is missing. Present where the request
 * said `withPermissions`; the browser shows it and never decides again.
 */
export const rowRights = z.record(z.string(), z.union([z.literal(true), z.string()]));

/** What the caller may do with a row. */
export type RowRights = z.output<typeof rowRights>;
