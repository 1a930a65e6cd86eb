import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ask } from '../api/ask.ts';
import { useControllerId } from '../session/controller.tsx';
import { type LogLine, lineMaker } from './log-lines.ts';

/** The log of a step, as far as it has been written. */
export interface TaskLog {
  readonly lines: readonly LogLine[];
  readonly isComplete: boolean;
  readonly isLoading: boolean;
  readonly error: Error | null;
}

/** How long the page waits before it asks again while a step runs, in milliseconds; the stream tells it sooner. */
const askAgainMs = 3_000;

/** Reads the log of a step from its beginning, and what follows as it is written. */
export function useTaskLog(taskId: number): TaskLog {
  const controllerId = useControllerId();
  const reader = useRef({ eventId: 0, add: lineMaker() });
  const [log, setLog] = useState<{ readonly lines: readonly LogLine[]; readonly isComplete: boolean }>();
  const query = useQuery({
    queryKey: ['task-log', taskId],
    enabled: log?.isComplete !== true,
    refetchInterval: log?.isComplete === true ? false : askAgainMs,
    gcTime: 0,
    staleTime: 0,
    queryFn: ({ signal }) =>
      ask(
        'task.log.running',
        { controllerId, taskId, eventId: reader.current.eventId },
        { signal, background: reader.current.eventId > 0 },
      ),
  });
  useEffect(() => {
    const part = query.data;
    if (part === undefined) return;
    const isNews = part.eventId > reader.current.eventId || reader.current.eventId === 0;
    reader.current.eventId = part.eventId;
    const lines = reader.current.add(isNews ? part.pieces : []);
    setLog({ lines, isComplete: part.complete });
  }, [query.data]);
  return {
    lines: log?.lines ?? [],
    isComplete: log?.isComplete ?? false,
    isLoading: log === undefined && query.error === null,
    error: query.error,
  };
}
