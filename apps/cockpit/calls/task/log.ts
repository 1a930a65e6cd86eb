import { succeed } from '@interlock/base';
import type { ResponseOf } from '@interlock/cockpit-api';
import type { StepHistoryRow } from '@interlock/workflow';
import type { CallPorts } from '../../call-ports.ts';
import type { Handler } from '../call-handler.ts';
import { findTaskRow } from '../order/find-history.ts';

/** How many pieces of output one answer holds; who wants more, asks on. */
const piecesMax = 2_000;

/** What a task wrote so far, as text. */
export function taskLog(ports: CallPorts): Handler<'task.log'> {
  return async ({ caller, request }) => {
    const found = await findTaskRow(ports, caller, request);
    if (!found.ok) return found;
    const { log, complete, eventId, taskId } = await taskLogAfter(ports, found.value, 0);
    return succeed({ text: log, complete, eventId, taskId });
  };
}

/**
 * The part of a task's output after a point. It is complete when the task is over and nothing is left to give; what
 * was dropped beyond the limit per task is said in a mark at the end.
 */
export async function taskLogAfter(
  ports: CallPorts,
  row: StepHistoryRow,
  after: number,
): Promise<ResponseOf<'task.log.running'>> {
  const chunks = await ports.data.read.history.stepLog(row.taskId, after, piecesMax);
  const complete = row.endedAtMs !== undefined && chunks.length < piecesMax;
  const pieces: ResponseOf<'task.log.running'>['pieces'] = chunks.map(({ atMs, stream, text }) => ({
    atMs,
    stream,
    text,
  }));
  if (complete && row.droppedBytes > 0)
    pieces.push({
      atMs: row.endedAtMs,
      stream: 'mark',
      text: `[${row.droppedBytes} bytes of output beyond the limit were dropped]\n`,
    });
  return {
    controllerId: row.controllerId,
    complete,
    eventId: chunks.at(-1)?.eventId ?? after,
    taskId: row.taskId,
    log: pieces.map(({ text }) => text).join(''),
    pieces,
  };
}
