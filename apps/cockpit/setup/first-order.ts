import type { HistoryStore, OrderHistoryRow, OrderLogLine } from '@interlock/workflow';

/** What following an order needs. */
export interface FollowPorts {
  readonly history: Pick<HistoryStore, 'order' | 'orderLog' | 'stepLog'>;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** A line for a person. */
  readonly print: (line: string) => void;
}

/** How long the first order may take, in milliseconds. */
const orderMilliseconds = 60_000;

/** How often the history is asked, in milliseconds. */
const lookMilliseconds = 100;

/** Follows an order and prints its log, with what its steps write, until it has ended or failed. */
export async function followOrder(
  ports: FollowPorts,
  controllerId: string,
  orderId: string,
): Promise<'succeeded' | 'failed'> {
  const steps = new Map<number, number>();
  let after = 0;
  for (let waited = 0; waited < orderMilliseconds; waited += lookMilliseconds) {
    const row = await ports.history.order({ controllerId, orderId });
    if (row !== undefined) after = await printNews(ports, row, after, steps);
    if (row !== undefined && isOver(row)) return row.result === 'successful' ? 'succeeded' : 'failed';
    await ports.pause(lookMilliseconds);
  }
  return 'failed';
}

function isOver(row: OrderHistoryRow): boolean {
  return row.endedAtMs !== undefined || row.state === 'failed' || row.state === 'broken';
}

async function printNews(
  ports: FollowPorts,
  row: OrderHistoryRow,
  after: number,
  steps: Map<number, number>,
): Promise<number> {
  const lines = await ports.history.orderLog(row.historyId, after, 1_000);
  for (const line of lines) {
    if (line.event === 'OrderStepEnded' && line.taskId !== undefined)
      await printOutput(ports, line.taskId, steps);
    ports.print(textOf(line));
    if (line.taskId !== undefined && !steps.has(line.taskId)) steps.set(line.taskId, 0);
  }
  for (const taskId of steps.keys()) await printOutput(ports, taskId, steps);
  return lines.at(-1)?.eventId ?? after;
}

async function printOutput(ports: FollowPorts, taskId: number, steps: Map<number, number>): Promise<void> {
  const chunks = await ports.history.stepLog(taskId, steps.get(taskId) ?? 0, 1_000);
  for (const { text, stream, eventId } of chunks) {
    for (const line of text.replace(/\n$/, '').split('\n'))
      ports.print(`    ${stream === 'stderr' ? '! ' : ''}${line}`);
    steps.set(taskId, eventId);
  }
}

function textOf(line: OrderLogLine): string {
  const what = line.event
    .replace(/^Order/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  const details = [
    line.label ?? line.jobName,
    line.returnCode === undefined ? undefined : `return code ${line.returnCode}`,
    line.message,
  ];
  return `${new Date(line.atMs).toISOString().slice(11, 23)}  ${[what, ...details.filter((part) => part !== undefined)].join(' · ')}`;
}
