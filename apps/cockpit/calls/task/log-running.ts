import { succeed } from '@interlock/base';
import type { CallPorts } from '../../call-ports.ts';
import type { Handler } from '../call-handler.ts';
import { findTaskRow } from '../order/find-history.ts';
import { untilNews } from '../until-news.ts';
import { taskLogAfter } from './log.ts';

/** What a task wrote since a point of its log; where that is nothing yet, it waits a while. */
export function taskLogRunning(ports: CallPorts): Handler<'task.log.running'> {
  return async ({ caller, credential, request, signal }) => {
    const first = await findTaskRow(ports, caller, request);
    if (!first.ok) return first;
    const { orderId } = first.value;
    return untilNews(
      ports,
      { caller, credential, signal },
      {
        isNews: (event) =>
          (event.kind === 'taskLog' && event.taskId === request.taskId) ||
          (event.kind === 'order' && event.orderId === orderId),
        // Asked anew each time: rights and the task's end may have changed meanwhile.
        read: async (present) => {
          const found = await findTaskRow(ports, present, request);
          return found.ok ? succeed(await taskLogAfter(ports, found.value, request.eventId)) : found;
        },
        isEnough: ({ complete, pieces }) => complete || pieces.length > 0,
      },
    );
  };
}
