import { setTimeout as delay } from 'node:timers/promises';
import { CliFault } from '../client/cli-fault.ts';
import { type CommandContext, callInSession, requireSession } from '../client/command-context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { printable } from '../up/up-view.ts';

/** Options of `interlock log`. */
export interface LogOptions {
  readonly follow?: boolean;
  readonly controller?: string;
}

interface LogEntry {
  readonly controllerDatetime: string;
  readonly orderId: string;
  readonly logLevel: string;
  readonly logEvent: string;
  readonly position: string;
  readonly job?: string;
  readonly taskId?: number;
  readonly returnCode?: number;
  readonly msg?: string;
  readonly error?: { readonly errorText: string };
}

interface OrderLog {
  readonly complete: boolean;
  readonly eventId: number;
  readonly historyId: number;
  readonly logEvents: readonly LogEntry[];
}

interface TaskLog {
  readonly complete: boolean;
  readonly eventId: number;
  readonly pieces: readonly { readonly atMs: number; readonly stream: string; readonly text: string }[];
}

/** How long a new order may take to appear in the history, in milliseconds. */
const appearMilliseconds = 5_000;

/** Prints the log of an order with what its steps write; with `follow` until the order is over. */
export async function logCommand(
  context: CommandContext,
  orderId: string,
  options: LogOptions,
): Promise<ExitCode> {
  const controllerId = options.controller ?? requireSession(context).controllerId;
  const tasks = new Map<number, number>();
  let log = await firstPart(context, controllerId, orderId, options.follow === true);
  let failed = false;
  for (;;) {
    for (const entry of log.logEvents) {
      printEntry(context, entry);
      if (entry.taskId !== undefined && !tasks.has(entry.taskId)) tasks.set(entry.taskId, 0);
      if (entry.logEvent === 'OrderFailed' && entry.orderId === orderId) failed = true;
      if (entry.logEvent === 'OrderStarted' || entry.logEvent === 'OrderResumed') failed = false;
    }
    await printTasks(context, controllerId, tasks);
    if (log.complete || !options.follow || context.signal.aborted)
      return failed ? exitCodes.failed : exitCodes.done;
    log = await callInSession<OrderLog>(context, '/order/log/running', {
      controllerId,
      historyId: log.historyId,
      eventId: log.eventId,
    });
  }
}

async function firstPart(
  context: CommandContext,
  controllerId: string,
  orderId: string,
  wait: boolean,
): Promise<OrderLog> {
  for (let waited = 0; ; waited += 250) {
    try {
      return await callInSession<OrderLog>(context, '/order/log', { controllerId, orderId });
    } catch (error) {
      const isAbsent =
        error instanceof CliFault &&
        (error.exitCode === exitCodes.notFound ||
          error.exitCode === exitCodes.failed ||
          error.exitCode === exitCodes.unreachable);
      if (!wait || !isAbsent || waited >= appearMilliseconds) throw error;
      await delay(250, undefined, { signal: context.signal });
    }
  }
}

async function printTasks(
  context: CommandContext,
  controllerId: string,
  tasks: Map<number, number>,
): Promise<void> {
  for (const [taskId, eventId] of tasks) {
    if (eventId < 0) continue;
    const log = await callInSession<TaskLog>(context, '/task/log/running', { controllerId, taskId, eventId });
    for (const piece of log.pieces) printPiece(context, taskId, piece);
    tasks.set(taskId, log.complete ? -1 : log.eventId);
  }
}

function printEntry(context: CommandContext, entry: LogEntry): void {
  if (context.json) {
    context.print(JSON.stringify(entry));
    return;
  }
  const detail = [
    entry.job,
    entry.returnCode === undefined ? undefined : `return code ${entry.returnCode}`,
    entry.msg,
    entry.error?.errorText,
  ].filter((part) => part !== undefined);
  context.print(
    printable(
      `${entry.controllerDatetime}  ${entry.logEvent}  ${entry.orderId} ${entry.position}  ${detail.join('  ')}`,
    ).trimEnd(),
  );
}

function printPiece(context: CommandContext, taskId: number, piece: TaskLog['pieces'][number]): void {
  if (context.json) {
    context.print(JSON.stringify({ taskId, ...piece }));
    return;
  }
  for (const line of piece.text.replace(/\n$/, '').split('\n'))
    context.print(`    ${piece.stream === 'stdout' ? '│' : '┃'} ${printable(line)}`);
}
