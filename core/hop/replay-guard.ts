/** Keeps the ids of accepted tokens until they have expired, so that each is accepted once. */
export interface ReplayGuard {
  /**
   * Takes the id of a token whose signature is good and whose claims are right: strangers must not be able to fill it.
   *
   * @param expiresAtMs until when the token would be accepted.
   * @returns `new` once; `seen` thereafter; `full` where no more ids can be kept, and the token has to be refused.
   */
  accept(tokenId: string, expiresAtMs: number, nowMs: number): 'new' | 'seen' | 'full';
}

const bucketMs = 10_000;

/**
 * Makes a guard. It keeps at most `idsMax` ids (default 200 000: some 2 000 tokens a second for 90 s).
 *
 * Ids stand in buckets by the time at which they expire, and a bucket goes as a whole.
 */
export function replayGuard({ idsMax = 200_000 }: { readonly idsMax?: number } = {}): ReplayGuard {
  const buckets = new Map<number, Set<string>>();
  let kept = 0;
  const dropExpired = (nowMs: number): void => {
    for (const [bucket, ids] of buckets) {
      if ((bucket + 1) * bucketMs > nowMs) continue;
      buckets.delete(bucket);
      kept -= ids.size;
    }
  };
  return {
    accept: (tokenId, expiresAtMs, nowMs) => {
      dropExpired(nowMs);
      for (const ids of buckets.values()) if (ids.has(tokenId)) return 'seen';
      if (kept >= idsMax) return 'full';
      const bucket = Math.floor(expiresAtMs / bucketMs);
      const ids = buckets.get(bucket) ?? new Set();
      buckets.set(bucket, ids.add(tokenId));
      kept++;
      return 'new';
    },
  };
}
