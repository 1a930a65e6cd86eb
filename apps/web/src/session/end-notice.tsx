import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { ask } from '../api/ask.ts';
import { useNow } from '../elements/now.ts';
import { text } from '../texts/text.ts';
import { knowEnds } from './current-session.ts';
import { meQuery } from './me-query.ts';
import { endNotice, noticeMs, sessionEnds } from './session-end.ts';

/** How often it is asked, while the end is near, whether work in another tab has moved it, in milliseconds. */
const lookMs = 10_000;

/**
 * Says shortly before the session ends that it will, with a button to stay. Before it says so it asks once more:
 * whoever works in another tab is not disturbed.
 */
export function SessionEndNotice(): ReactNode {
  const nowMs = useNow();
  const me = useQuery(meQuery);
  const beforeMs = noticeMs(me.data?.touchSeconds ?? 0);
  const ends = me.data && sessionEnds(me.data, me.dataUpdatedAt);
  const notice = ends && endNotice(ends, beforeMs, nowMs);
  const isDue = notice !== undefined && notice.kind !== 'none' && nowMs - me.dataUpdatedAt >= lookMs;
  const { refetch } = me;
  useEffect(() => {
    if (ends !== undefined) knowEnds(ends);
  });
  useEffect(() => {
    if (isDue) void refetch();
  }, [isDue, refetch]);
  // What is shown was asked while the end was near already.
  const isSure = ends !== undefined && me.dataUpdatedAt >= Math.min(ends.idleMs, ends.ageMs) - beforeMs;
  if (notice?.kind !== 'near' || !isSure) return null;
  const stay = async () => {
    await ask('touch', {}).catch(() => undefined);
    await refetch();
  };
  return (
    <div className="strip">
      <span role="alert">{text(notice.stays ? 'sessionEnd.idle' : 'sessionEnd.age')}</span>
      {/* A screen reader hears it once, not each second. */}
      <span aria-hidden>{text('sessionEnd.left', { count: notice.leftSeconds })}</span>
      {notice.stays && (
        <button type="button" onClick={() => void stay()}>
          {text('sessionEnd.stay')}
        </button>
      )}
    </div>
  );
}
