import type { TaskHistoryItem } from '@interlock/cockpit-api';
import type { ReactNode } from 'react';
import { historyStateLooks } from '../look/state-look.ts';
import { useMe } from '../session/me.tsx';
import { language, text } from '../texts/text.ts';
import { exactTime, spanWords } from '../texts/time-words.ts';

/** The last runs as bars: as high as they were long, in the colour of how they went; a press shows the log. */
export function RunBars(props: {
  readonly runs: readonly TaskHistoryItem[];
  readonly chosen: number | undefined;
  readonly onChoose: (taskId: number) => void;
}): ReactNode {
  const { timeZone } = useMe();
  const spans = props.runs.map(spanOf);
  const longest = Math.max(1, ...spans);
  return (
    <div className="run-bars">
      {props.runs.map((run, index) => {
        const span = spans[index] ?? 0;
        const look = historyStateLooks[run.state._text];
        const words = text('workflows.run', {
          time: exactTime(Date.parse(run.startTime), timeZone, language),
          span: spanWords(span),
          state: text(look.word).toLowerCase(),
        });
        return (
          <button
            key={run.taskId}
            type="button"
            className="run-bar"
            data-hue={look.hue}
            data-state={run.state._text}
            aria-pressed={run.taskId === props.chosen}
            aria-label={words}
            title={words}
            onClick={() => props.onChoose(run.taskId)}
          >
            <span style={{ height: `${Math.max(12, Math.round((span / longest) * 100))}%` }} />
          </button>
        );
      })}
    </div>
  );
}

function spanOf(run: TaskHistoryItem): number {
  const end = run.endTime === undefined ? Date.now() : Date.parse(run.endTime);
  return Math.max(0, end - Date.parse(run.startTime));
}
