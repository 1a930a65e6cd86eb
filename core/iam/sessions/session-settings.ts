const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long sessions live. All in milliseconds. */
export interface SessionSettings {
  /** Without use by a person: 1 minute to 1 day. */
  readonly idleLimitMs: number;
  /** In any case: 1 minute to 30 days. */
  readonly absoluteLimitMs: number;
  /** With Remember me, idle and in any case: up to 30 days; 0 switches Remember me off. */
  readonly rememberMeLimitMs: number;
  /** How long a device is known: 1 to 400 days. */
  readonly deviceLimitMs: number;
}

/** The settings of a new installation (semantics §3.2, §3.4). */
export const sessionDefaults: SessionSettings = {
  idleLimitMs: 30 * minuteMs,
  absoluteLimitMs: 12 * hourMs,
  rememberMeLimitMs: 12 * hourMs,
  deviceLimitMs: 90 * dayMs,
};

/** How many devices are known of one name. */
export const devicesPerAccountMax = 20;
