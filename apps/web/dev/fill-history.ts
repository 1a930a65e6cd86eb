import { anOrderHistoryItem, aTask, moment, orderState } from './builders.ts';
import { sampleOrderLog, sampleOutput } from './sample-logs.ts';
import { sampleContents } from './sample-workflows.ts';
import { pick, seeded } from './seed.ts';
import type { World } from './world.ts';

/** Puts a past into the world: that of its orders first. */
export function fillHistory(world: World, count: number): void {
  const random = seeded(11);
  const paths = Object.keys(sampleContents) as [string, ...string[]];
  let taskId = 1;
  for (let index = 0; index < count; index++) {
    const isLive = index < world.orders.size;
    const live = [...world.orders.values()][index];
    const path = live?.workflowId.path ?? pick(paths, random);
    const failed = live ? live.state._text === 'FAILED' : random() < 0.12;
    const isOpen = isLive && !['FINISHED', 'CANCELLED'].includes(live?.state._text ?? '');
    const startMs = world.nowMs() - 60_000 - Math.floor(index * 640_000 * random()) - index * 90_000;
    const durationMs = 4_000 + Math.floor(random() * 400_000);
    const orderId = live?.orderId ?? `#2026-11-21#T${41_000_000_000 + index * 13}-history-${index}`;
    world.history.push(
      anOrderHistoryItem({
        orderId,
        workflow: path,
        historyId: index + 1,
        startMs,
        ...(isOpen && !failed ? {} : { endTime: moment(startMs + durationMs) }),
        state: failed
          ? { _text: 'FAILED', severity: 2 }
          : isOpen
            ? { _text: 'INCOMPLETE', severity: 3 }
            : { _text: 'SUCCESSFUL', severity: 6 },
        orderState: live?.state ?? orderState(failed ? 'FAILED' : 'FINISHED'),
        arguments: live?.arguments ?? {},
      }),
    );
    const steps = path.endsWith('end-of-day')
      ? ['fetch-positions', 'load-ledger', 'load-rates', 'reconcile']
      : ['send'];
    for (const [at, job] of steps.entries()) {
      const begin = startMs + at * Math.floor(durationMs / steps.length);
      const isLast = at === steps.length - 1;
      const isRunning = isLast && isOpen && !failed;
      const id = taskId++;
      world.tasks.push(
        aTask({
          taskId: id,
          orderId,
          workflow: path,
          job,
          startMs: begin,
          position: String(at),
          sequence: at + 1,
          ...(isRunning
            ? {}
            : { endTime: moment(begin + Math.floor((durationMs / steps.length) * (0.4 + random() * 0.6))) }),
          ...(isLast && failed
            ? {
                state: { _text: 'FAILED' as const, severity: 2 },
                exitCode: 3,
                error: { code: 'StepFailed', message: 'The process ended with return code 3.' },
              }
            : isRunning
              ? { state: { _text: 'INCOMPLETE' as const, severity: 3 } }
              : {}),
        }),
      );
      if (index < 60) world.taskLogs.set(id, sampleOutput(begin, job, isLast && failed));
    }
    if (index < 60)
      world.orderLogs.set(index + 1, sampleOrderLog(orderId, startMs, steps, taskId - steps.length));
  }
}
