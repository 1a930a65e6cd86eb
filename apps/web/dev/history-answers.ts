import { type Answers, unknownOrder } from './answer.ts';
import { orderState } from './builders.ts';
import type { World } from './world.ts';

/** What was: orders, their steps and logs, and the audit log. */
export function historyAnswers(world: World): Answers {
  return {
    'orders.history': ({ historyStates, limit, workflowPath, orderId }) => ({
      history: world.history
        .filter((one) => historyStates === undefined || historyStates.includes(one.state._text))
        .filter((one) => workflowPath === undefined || one.workflow === workflowPath)
        .filter((one) => orderId === undefined || one.orderId.includes(orderId.replaceAll('*', '')))
        .slice(0, limit === undefined || limit < 0 ? 10_000 : limit),
    }),
    'order.history': ({ orderId, historyId }) => {
      const found = world.history.find((one) => one.historyId === historyId || one.orderId === orderId);
      if (found === undefined) throw unknownOrder(orderId ?? String(historyId));
      return {
        historyId: found.historyId,
        orderId: found.orderId,
        workflow: { path: found.workflow },
        hasTasks: true,
        hasOrders: false,
        states: [{ state: orderState('RUNNING'), stateTime: found.startTime }],
        children: world.tasks.filter((one) => one.orderId === found.orderId).map((task) => ({ task })),
      };
    },
    'order.log': ({ orderId, historyId }) => {
      const found = world.history.find((one) => one.historyId === historyId || one.orderId === orderId);
      const logEvents = found === undefined ? undefined : world.orderLogs.get(found.historyId);
      if (found === undefined || logEvents === undefined) throw unknownOrder(orderId ?? String(historyId));
      return {
        complete: found.endTime !== undefined,
        eventId: logEvents.length,
        historyId: found.historyId,
        orderId: found.orderId,
        logEvents,
      };
    },
    'tasks.history': ({ orderId, jobs, workflowPath, historyStates, limit }) => ({
      history: world.tasks
        .filter((one) => orderId === undefined || one.orderId === orderId)
        .filter((one) => workflowPath === undefined || one.workflow === workflowPath)
        .filter((one) => historyStates === undefined || historyStates.includes(one.state._text))
        .filter((one) => jobs === undefined || jobs.some((job) => job.job === one.job))
        .slice(0, limit === undefined || limit < 0 ? 10_000 : limit),
    }),
    'task.log.running': ({ taskId, eventId }) => {
      const pieces = world.taskLogs.get(taskId) ?? [];
      const fresh = pieces.slice(eventId);
      const task = world.tasks.find((one) => one.taskId === taskId);
      return {
        controllerId: task?.controllerId ?? '',
        complete: task?.endTime !== undefined,
        eventId: pieces.length,
        taskId,
        log: fresh.map((one) => one.text).join(''),
        pieces: fresh,
      };
    },
    audit_log: ({ account, categories, limit, comment }) => ({
      auditLog: world.audit
        .filter((one) => account === undefined || one.account === account)
        .filter((one) => categories === undefined || categories.includes(one.category))
        .filter((one) => comment === undefined || one.comment?.includes(comment))
        .slice(0, limit === undefined || limit < 0 ? 10_000 : limit),
    }),
  };
}
