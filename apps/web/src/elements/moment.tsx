import type { ReactNode } from 'react';
import { useMe } from '../session/me.tsx';
import { language } from '../texts/text.ts';
import { exactTime, relativeTime, spanWords } from '../texts/time-words.ts';
import { useNow } from './now.ts';

/** A moment, relative; the exact one with its zone on hover. */
export function Moment({ ms }: { readonly ms: number }): ReactNode {
  const now = useNow();
  const { timeZone } = useMe();
  return (
    <time dateTime={new Date(ms).toISOString()} title={exactTime(ms, timeZone, language)}>
      {relativeTime(ms, now, language)}
    </time>
  );
}

/** A moment, exact, with its zone. */
export function ExactMoment({ ms }: { readonly ms: number }): ReactNode {
  const { timeZone } = useMe();
  return <time dateTime={new Date(ms).toISOString()}>{exactTime(ms, timeZone, language)}</time>;
}

/** How long something took, or takes up to now: then it counts. */
export function Span({
  fromMs,
  toMs,
}: {
  readonly fromMs: number;
  readonly toMs?: number | undefined;
}): ReactNode {
  return toMs === undefined ? <Counting fromMs={fromMs} /> : <span>{spanWords(toMs - fromMs)}</span>;
}

function Counting({ fromMs }: { readonly fromMs: number }): ReactNode {
  const seconds = Math.max(0, Math.floor((useNow() - fromMs) / 1_000));
  return <span>{seconds < 10 ? `${seconds} s` : spanWords(seconds * 1_000)}</span>;
}
