import { type Json, problem, type Result, refuse, succeed } from '@interlock/base';
import { type GeneralSettings, type GeneralSettingsItem, generalSettingsItem } from '@interlock/cockpit-api';
import { type IamSettings, iamDefaults, passwordLengthRange } from '@interlock/iam';

/** What is stored of the general settings: what was sent, with the initial password sealed. */
export interface StoredGeneral {
  readonly item: Omit<GeneralSettingsItem, 'initialPassword'>;
  readonly sealedInitialPassword?: string;
}

/** JS7's other names of its three settings, and ours for them. */
const aliases: Readonly<Record<string, keyof GeneralSettingsItem>> = {
  idle_session_timeout: 'sessionTimeout',
  minimum_password_length: 'minPasswordLength',
  initial_password: 'initialPassword',
};

/** Reads general settings as they are sent; the refusal names the member. */
export function readGeneralItem(sent: Json): Result<GeneralSettingsItem> {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent))
    return refuse(invalid('it is no JSON object'));
  const named = Object.fromEntries(
    Object.entries(sent).map(([key, value]) => [Object.hasOwn(aliases, key) ? aliases[key] : key, value]),
  );
  const read = generalSettingsItem.safeParse(named);
  if (read.success) return succeed(read.data);
  const [issue] = read.error.issues;
  return refuse(invalid(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`));
}

function invalid(what: string) {
  return problem('InvalidInput', `The field configurationItem is refused: ${what}.`, {
    field: 'configurationItem',
  });
}

/** What is in force: what is stored, and for the rest what a new installation has. */
export function effectiveGeneral({ item, sealedInitialPassword }: StoredGeneral): GeneralSettings {
  const { throttling, ...rest } = item;
  const { minPasswordLength = defaults.minPasswordLength } = rest;
  return {
    ...defaults,
    ...present(rest),
    minPasswordLength: Math.max(minPasswordLength, passwordLengthRange.min),
    throttling: { ...defaults.throttling, ...present(throttling ?? {}) },
    hasInitialPassword: sealedInitialPassword !== undefined,
  };
}

/** The members that are there. */
function present<T extends object>(item: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

const { sessions, passwords, throttling: tries } = iamDefaults;
const dayMs = 24 * 3_600_000;

const defaults: GeneralSettings = {
  sessionTimeout: sessions.idleLimitMs / 1_000,
  minPasswordLength: passwords.lengthMin,
  minPasswordLengthWithSecondFactor: passwords.lengthMinWithSecondFactor,
  sessionEndSeconds: sessions.absoluteLimitMs / 1_000,
  rememberMeSeconds: sessions.rememberMeLimitMs / 1_000,
  deviceDays: sessions.deviceLimitMs / dayMs,
  throttling: {
    windowSeconds: tries.windowMs / 1_000,
    waitFrom: tries.waitFrom,
    firstWaitSeconds: tries.firstWaitMs / 1_000,
    waitMaxSeconds: tries.waitMaxMs / 1_000,
    waitingMax: tries.waitingMax,
    failuresInRowMax: tries.failuresInRowMax,
    networkFailuresMax: tries.networkFailuresMax,
  },
  hasInitialPassword: false,
};

/** The settings in force, as core knows them. */
export function iamSettingsOf(general: GeneralSettings): IamSettings {
  const { throttling } = general;
  return {
    sessions: {
      idleLimitMs: general.sessionTimeout * 1_000,
      absoluteLimitMs: general.sessionEndSeconds * 1_000,
      rememberMeLimitMs: general.rememberMeSeconds * 1_000,
      deviceLimitMs: general.deviceDays * dayMs,
    },
    passwords: {
      lengthMin: general.minPasswordLength,
      lengthMinWithSecondFactor: general.minPasswordLengthWithSecondFactor,
    },
    throttling: {
      ...tries,
      windowMs: throttling.windowSeconds * 1_000,
      waitFrom: throttling.waitFrom,
      firstWaitMs: throttling.firstWaitSeconds * 1_000,
      waitMaxMs: throttling.waitMaxSeconds * 1_000,
      waitingMax: throttling.waitingMax,
      failuresInRowMax: throttling.failuresInRowMax,
      networkFailuresMax: throttling.networkFailuresMax,
    },
  };
}
