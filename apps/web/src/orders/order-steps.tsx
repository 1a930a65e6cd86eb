import type { AnswerOf, OrderHistoryItem, TaskHistoryItem } from '@interlock/cockpit-api';
import type { ReactNode } from 'react';
import { Moment, Span } from '../elements/moment.tsx';
import { StateIcon } from '../elements/state-icon.tsx';
import { StatePill } from '../elements/state-pill.tsx';
import { historyStateLooks } from '../look/state-look.ts';
import { text } from '../texts/text.ts';

type HistoryChild = AnswerOf<'order.history'>['children'][number];

/** What became of an order, step by step, the branches of its forks among them. */
export function OrderSteps(props: {
  readonly parts: readonly HistoryChild[];
  readonly isLoading: boolean;
  readonly onOpen: (task: TaskHistoryItem) => void;
  readonly onOrder: (orderId: string) => void;
}): ReactNode {
  if (props.parts.length === 0)
    return (
      <p className="panel-part quiet">{props.isLoading ? text('common.reading') : text('orders.noSteps')}</p>
    );
  return (
    <ol className="steps">
      {props.parts.map(({ task, order }) => (
        <li key={task?.taskId ?? order?.orderId}>
          {task !== undefined && <TaskStep task={task} onOpen={() => props.onOpen(task)} />}
          {order !== undefined && <BranchStep row={order} onOpen={() => props.onOrder(order.orderId)} />}
        </li>
      ))}
    </ol>
  );
}

function TaskStep({
  task,
  onOpen,
}: {
  readonly task: TaskHistoryItem;
  readonly onOpen: () => void;
}): ReactNode {
  const look = historyStateLooks[task.state._text];
  const startMs = Date.parse(task.startTime);
  return (
    <button type="button" className="step" data-hue={look.hue} onClick={onOpen}>
      <StateIcon name={look.icon} size={16} />
      <span className="step-name">
        {branchOf(task.orderId) !== undefined && <span className="faint">{branchOf(task.orderId)} · </span>}
        {task.label ?? task.job}
      </span>
      <StatePill look={look} />
      <span className="step-facts">
        <Moment ms={startMs} /> ·{' '}
        <Span fromMs={startMs} toMs={task.endTime === undefined ? undefined : Date.parse(task.endTime)} />
        {task.exitCode !== undefined && ` · ${text('orders.returnCode', { code: task.exitCode })}`}
        {task.retryCounter > 0 && ` · ${text('orders.retry', { count: task.retryCounter })}`}
      </span>
      {task.error !== undefined && <span className="step-error">{task.error.message}</span>}
    </button>
  );
}

/** A branch of a fork is an order of its own, with its own steps. */
function BranchStep({
  row,
  onOpen,
}: {
  readonly row: OrderHistoryItem;
  readonly onOpen: () => void;
}): ReactNode {
  const look = historyStateLooks[row.state._text];
  const startMs = Date.parse(row.startTime);
  return (
    <button type="button" className="step" data-hue={look.hue} onClick={onOpen}>
      <StateIcon name={look.icon} size={16} />
      <span className="step-name">{branchOf(row.orderId) ?? row.orderId}</span>
      <StatePill look={look} />
      <span className="step-facts">
        {text('orders.branch')} · <Moment ms={startMs} /> ·{' '}
        <Span fromMs={startMs} toMs={row.endTime === undefined ? undefined : Date.parse(row.endTime)} />
      </span>
    </button>
  );
}

/** The branch of a fork in which an order moves, with those around it; nothing for an order of its own. */
function branchOf(orderId: string): string | undefined {
  const cut = orderId.indexOf('|');
  return cut < 0 ? undefined : orderId.slice(cut + 1);
}
