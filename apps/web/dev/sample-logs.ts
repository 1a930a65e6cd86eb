import type { OrderLogEntry, TaskLogPiece } from '@interlock/cockpit-api';
import { moment } from './builders.ts';

/** The output of a step: plain lines, colours, stderr, a progress line and something that must stay text. */
export function sampleOutput(beginMs: number, job: string, failed: boolean): TaskLogPiece[] {
  const piece = (seconds: number, stream: TaskLogPiece['stream'], text: string): TaskLogPiece => ({
    atMs: beginMs + seconds * 1000,
    stream,
    text,
  });
  const rows = Array.from({ length: 120 }, (_, index) =>
    piece(
      2 + index * 0.2,
      'stdout',
      `${job}: chunk ${String(index + 1).padStart(3)} of 120  \u001b[32mok\u001b[0m  ${(index * 37) % 900} rows\n`,
    ),
  );
  return [
    piece(0, 'stdout', `\u001b[1m${job}\u001b[0m begins, 500 rows a chunk\n`),
    piece(1, 'stderr', '\u001b[33mwarning:\u001b[0m rate table is 2 days old\n'),
    piece(1, 'stdout', '<script>alert("text stays text")</script>\n'),
    ...rows,
    failed
      ? piece(
          30,
          'stderr',
          '\u001b[31;1merror:\u001b[0m difference of 12.40 EUR in account 4711\nreturn code 3\n',
        )
      : piece(30, 'stdout', '\u001b[32mdone\u001b[0m in 28.4 s\n'),
  ];
}

/** The log of an order: its events. */
export function sampleOrderLog(
  orderId: string,
  startMs: number,
  steps: readonly string[],
  firstTask: number,
): OrderLogEntry[] {
  const entry = (seconds: number, logEvent: string, more: Partial<OrderLogEntry> = {}): OrderLogEntry => ({
    controllerDatetime: moment(startMs + seconds * 1000),
    orderId,
    logLevel: 'MAIN',
    logEvent,
    position: '0',
    ...more,
  });
  return [
    entry(0, 'OrderStarted', { arguments: { day: '2026-11-22' } }),
    ...steps.flatMap((job, at) => [
      entry(at * 30, 'OrderProcessingStarted', {
        job,
        label: job,
        position: String(at),
        taskId: firstTask + at,
        agentId: 'agent',
      }),
      entry(at * 30 + 28, 'OrderProcessed', {
        job,
        label: job,
        position: String(at),
        taskId: firstTask + at,
        returnCode: 0,
        logLevel: 'SUCCESS',
      }),
    ]),
    entry(steps.length * 30, 'OrderFinished', { logLevel: 'SUCCESS' }),
  ];
}
