/** When a session ends, by the clock of this browser, in milliseconds. */
export interface SessionEnds {
  /** Without further use. */
  readonly idleMs: number;
  /** In any case. */
  readonly ageMs: number;
}

/** Why a session is over. */
export type EndReason = 'idle' | 'age' | 'ended';

/** What is to be said about the end of a session. */
export type EndNotice =
  | { readonly kind: 'none' }
  /** It is near; `stays` says whether use moves it. */
  | { readonly kind: 'near'; readonly leftSeconds: number; readonly stays: boolean }
  | { readonly kind: 'over' };

/** How long before the end it is said, in milliseconds; with a short idle limit, that much less. */
const noticeMaxMs = 120_000;

/** How long before its end a session is spoken of. Between two signs of life lies a quarter of the idle limit. */
export function noticeMs(touchSeconds: number): number {
  return Math.min(noticeMaxMs, touchSeconds * 1_000);
}

/**
 * The ends by the clock of this browser, which may go wrong: what counts is how much was left when the answer came.
 *
 * @param receivedMs when it came, by this browser.
 */
export function sessionEnds(
  me: { readonly idleEndMs: number; readonly absoluteEndMs: number; readonly deliveryDate: string },
  receivedMs: number,
): SessionEnds {
  const aheadMs = receivedMs - Date.parse(me.deliveryDate);
  return { idleMs: me.idleEndMs + aheadMs, ageMs: me.absoluteEndMs + aheadMs };
}

/** What is to be said at a moment. */
export function endNotice({ idleMs, ageMs }: SessionEnds, beforeMs: number, nowMs: number): EndNotice {
  const leftMs = Math.min(idleMs, ageMs) - nowMs;
  if (leftMs <= 0) return { kind: 'over' };
  if (leftMs > beforeMs) return { kind: 'none' };
  return { kind: 'near', leftSeconds: Math.ceil(leftMs / 1_000), stays: idleMs < ageMs };
}

/** Why a session that the Cockpit no longer knows is over, as far as this browser can tell. */
export function endReason(ends: SessionEnds | undefined, nowMs: number): EndReason {
  if (ends === undefined) return 'ended';
  // The Cockpit's clock may be a moment ahead of what was worked out here.
  const isPast = (endMs: number) => nowMs >= endMs - 2_000;
  if (isPast(ends.ageMs)) return 'age';
  return isPast(ends.idleMs) ? 'idle' : 'ended';
}
