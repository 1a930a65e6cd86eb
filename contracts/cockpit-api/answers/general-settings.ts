import { passwordLengthRange } from '@interlock/iam';
import { z } from 'zod';
import { wholeNumber } from '../fields/js7-field.ts';

const day = 24 * 60 * 60;
const passwordLength = z.int().min(passwordLengthRange.min).max(passwordLengthRange.max);
const seconds = (min: number, max: number) => z.int().min(min).max(max);

/** How failed logins are slowed down (semantics §1.11). */
const throttling = z.strictObject({
  /** Failures older than this count no more: 1 minute to 1 day. */
  windowSeconds: seconds(60, day),
  /** From this failure in the window on, tries wait: 1 to 20. */
  waitFrom: z.int().min(1).max(20),
  /** The first wait, doubled with each further failure. */
  firstWaitSeconds: seconds(1, 60),
  waitMaxSeconds: seconds(1, 300),
  /** How many tries may wait at once for one account. */
  waitingMax: z.int().min(1).max(64),
  /** After so many failures in a row only an administrator opens the account again: 3 to 100 (SP 800-63B-4 §3.2.2). */
  failuresInRowMax: z.int().min(3).max(100),
  /** More failures than this from one network in the window are answered 429. */
  networkFailuresMax: z.int().min(10).max(100_000),
});

/** The general settings of all Identity Services, as they are in force. JS7's names first, then our own. */
export const generalSettings = z.strictObject({
  /** Without use by a person, in seconds: 1 minute to 1 day. */
  sessionTimeout: seconds(60, day),
  /** The fewest characters of a password that is all that is asked: 8 to 256; 15 is the default. */
  minPasswordLength: passwordLength,
  /** The fewest characters where a second factor is always asked too: 8 to 256. */
  minPasswordLengthWithSecondFactor: passwordLength,
  /** When a session ends in any case, in seconds: 1 minute to 30 days. */
  sessionEndSeconds: seconds(60, 30 * day),
  /** When a session with Remember me ends, in seconds: up to 30 days; 0 switches Remember me off. */
  rememberMeSeconds: seconds(0, 30 * day),
  /** How long a device is known, in days: 1 to 400. */
  deviceDays: z.int().min(1).max(400),
  throttling,
  /** Whether an initial password is configured. It is never answered. */
  hasInitialPassword: z.boolean(),
});

/** The general settings in force. */
export type GeneralSettings = z.output<typeof generalSettings>;

/** What stands in answers in place of a secret; sent back, it leaves the secret as it is. */
export const settingMask = '********';

const secondsOfUnit: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: day };

/** A time that JS7's clients send as seconds, as a number or a text, or with a unit such as `30m`. */
function secondsAsSent(value: unknown): unknown {
  const [, digits, unit = 's'] =
    (typeof value === 'string' && /^([0-9]{1,9})([smhd]?)$/.exec(value.trim())) || [];
  return digits === undefined ? value : Number(digits) * (secondsOfUnit[unit || 's'] ?? 1);
}

/**
 * What `configurationItem` may hold for the general settings: JSON with any of these; what is absent is as in a new
 * installation. Other members are ignored and not stored.
 */
export const generalSettingsItem = z.object({
  ...generalSettings.omit({ hasInitialPassword: true, throttling: true }).partial().shape,
  throttling: throttling.partial().optional(),
  sessionTimeout: z.preprocess(secondsAsSent, generalSettings.shape.sessionTimeout.optional()).optional(),
  /** JS7 lets one store anything from 0 on. Fewer than 8 are stored and count as 8. */
  minPasswordLength: wholeNumber().pipe(z.int().max(passwordLengthRange.max)).optional(),
  /** What accounts get that are created without a password: it is changed at the first login. Empty: none. */
  initialPassword: z.string().max(1024).optional(),
});

/** The general settings as they are sent. */
export type GeneralSettingsItem = z.output<typeof generalSettingsItem>;
