import { passwordDefaults, sessionDefaults, throttleDefaults } from '@interlock/iam';
import type { Effective } from './settings-query.ts';

/** A number among the general settings. */
export interface SettingField {
  readonly id: SettingId;
  readonly group: 'sessions' | 'passwords' | 'throttling';
  readonly kind: 'seconds' | 'days' | 'count';
  /** The bounds; the Cockpit has the same and decides. */
  readonly min: number;
  readonly max: number;
  /** What a new installation has. */
  readonly standard: number;
}

/** The numbers among the general settings, those of throttling with their place. */
export type SettingId =
  | Exclude<keyof Effective, 'throttling' | 'hasInitialPassword'>
  | keyof Effective['throttling'];

/** The values of all fields. */
export type SettingValues = Readonly<Record<SettingId, number>>;

const day = 24 * 60 * 60;

/** All fields, as they stand on the page. */
export const settingFields: readonly SettingField[] = [
  seconds('sessionTimeout', 'sessions', 60, day, sessionDefaults.idleLimitMs),
  seconds('sessionEndSeconds', 'sessions', 60, 30 * day, sessionDefaults.absoluteLimitMs),
  seconds('rememberMeSeconds', 'sessions', 0, 30 * day, sessionDefaults.rememberMeLimitMs),
  {
    id: 'deviceDays',
    group: 'sessions',
    kind: 'days',
    min: 1,
    max: 400,
    standard: sessionDefaults.deviceLimitMs / (day * 1_000),
  },
  count('minPasswordLength', 'passwords', 8, 256, passwordDefaults.lengthMin),
  count('minPasswordLengthWithSecondFactor', 'passwords', 8, 256, passwordDefaults.lengthMinWithSecondFactor),
  count('waitFrom', 'throttling', 1, 20, throttleDefaults.waitFrom),
  seconds('firstWaitSeconds', 'throttling', 1, 60, throttleDefaults.firstWaitMs),
  seconds('waitMaxSeconds', 'throttling', 1, 300, throttleDefaults.waitMaxMs),
  count('waitingMax', 'throttling', 1, 64, throttleDefaults.waitingMax),
  seconds('windowSeconds', 'throttling', 60, day, throttleDefaults.windowMs),
  count('failuresInRowMax', 'throttling', 3, 100, throttleDefaults.failuresInRowMax),
  count('networkFailuresMax', 'throttling', 10, 100_000, throttleDefaults.networkFailuresMax),
];

function seconds(
  id: SettingId,
  group: SettingField['group'],
  min: number,
  max: number,
  standardMs: number,
): SettingField {
  return { id, group, kind: 'seconds', min, max, standard: standardMs / 1_000 };
}

function count(
  id: SettingId,
  group: SettingField['group'],
  min: number,
  max: number,
  standard: number,
): SettingField {
  return { id, group, kind: 'count', min, max, standard };
}

/** The values in force. */
export function valuesOf(effective: Effective): SettingValues {
  const { throttling, hasInitialPassword: _, ...rest } = effective;
  return { ...rest, ...throttling };
}

/** What becomes of the initial password. */
export type InitialPassword =
  | { readonly kind: 'keep' | 'remove' }
  | { readonly kind: 'set'; readonly password: string };

/** What stands in answers in place of the initial password; sent back, it leaves the password as it is. */
const mask = '********';

/**
 * The settings as they are sent: whole, since they take the place of what is stored. What is as in a new installation
 * and was not stored before stays away.
 */
export function itemOf(
  stored: Readonly<Record<string, unknown>>,
  values: SettingValues,
  initial: InitialPassword,
): string {
  const storedThrottling = objectOf(stored.throttling);
  const item: Record<string, unknown> = { ...stored };
  const throttling: Record<string, unknown> = { ...storedThrottling };
  for (const { id, group, standard } of settingFields) {
    const into = group === 'throttling' ? throttling : item;
    if (values[id] !== standard || Object.hasOwn(into, id)) into[id] = values[id];
  }
  delete item.initialPassword;
  delete item.throttling;
  return JSON.stringify({
    ...item,
    ...(Object.keys(throttling).length === 0 ? {} : { throttling }),
    ...initialOf(initial, Object.hasOwn(stored, 'initialPassword')),
  });
}

function initialOf(initial: InitialPassword, hasOne: boolean): { readonly initialPassword?: string } {
  if (initial.kind === 'set') return { initialPassword: initial.password };
  return initial.kind === 'keep' && hasOne ? { initialPassword: mask } : {};
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
