import type { TaskHistoryItem } from '@interlock/cockpit-api';
import type { ReactNode } from 'react';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { StateIcon } from '../elements/state-icon.tsx';
import { LogView } from '../log/log-view.tsx';
import { useTaskLog } from '../log/task-log.ts';
import { historyStateLooks } from '../look/state-look.ts';
import { text } from '../texts/text.ts';

interface Props {
  readonly tasks: readonly TaskHistoryItem[];
  readonly isLoading: boolean;
  readonly search: Readonly<Record<string, string>>;
  readonly put: (change: Readonly<Record<string, string | undefined>>) => void;
}

/** The logs of an order's steps: the one that was asked for, else the one that failed, runs, or came last. */
export default function OrderLog(props: Props): ReactNode {
  const { tasks } = props;
  const shown =
    tasks.find((task) => String(task.taskId) === props.search.step) ??
    tasks.findLast((task) => task.state._text === 'FAILED') ??
    tasks.at(-1);
  if (shown === undefined)
    return <p className="panel-part quiet">{text(props.isLoading ? 'common.reading' : 'orders.noSteps')}</p>;
  return (
    <div className="log">
      {tasks.length > 1 && (
        <section className="log-steps" aria-label={text('orders.tabs.steps')}>
          {tasks.map((task) => {
            const look = historyStateLooks[task.state._text];
            return (
              <button
                key={task.taskId}
                type="button"
                className="toggle"
                data-hue={look.hue}
                ref={task.taskId === shown.taskId ? intoSight : undefined}
                aria-pressed={task.taskId === shown.taskId}
                onClick={() => props.put({ step: String(task.taskId), line: undefined })}
              >
                <StateIcon name={look.icon} />
                {task.label ?? task.job}
              </button>
            );
          })}
        </section>
      )}
      <StepLog
        key={shown.taskId}
        task={shown}
        line={Number(props.search.line) || undefined}
        onLine={(line) => props.put({ step: String(shown.taskId), line: String(line) })}
      />
    </div>
  );
}

/** Of many steps the chosen one is brought into sight. */
function intoSight(button: HTMLButtonElement | null): void {
  button?.scrollIntoView({ block: 'nearest', inline: 'center' });
}

/** The log of one step. */
export function StepLog(props: {
  readonly task: TaskHistoryItem;
  readonly line: number | undefined;
  readonly onLine: (line: number) => void;
}): ReactNode {
  const log = useTaskLog(props.task.taskId);
  if (log.error !== null && log.lines.length === 0)
    return (
      <div className="panel-part">
        <RefusalNote error={log.error} what={text('log.unread')} />
      </div>
    );
  return (
    <LogView
      lines={log.lines}
      isComplete={log.isComplete || log.isLoading}
      fileName={`${props.task.job}-${props.task.taskId}.log`}
      line={props.line}
      onLine={props.onLine}
      empty={text(log.isLoading ? 'common.reading' : log.isComplete ? 'log.nothing' : 'log.nothingYet')}
    />
  );
}
