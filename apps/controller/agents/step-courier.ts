import type { Log, Problem } from '@interlock/base';
import type { KillStep, StartStep } from '@interlock/node-api';
import type { CommandDesk } from './command-desk.ts';

/** What the state wants of an Agent. */
export type StepCommand = StartStep | KillStep;

/** What the courier of one connection needs. */
export interface StepCourierOptions {
  readonly ask: CommandDesk['ask'];
  /** What this Agent shall do, by the durable state. */
  readonly wanted: () => Iterable<StepCommand>;
  readonly log: Log;
  /** How long it waits before it asks again for what was refused, in milliseconds. */
  readonly retryMs: number;
}

/**
 * Brings commands to one Agent over one connection: each once, until the Agent has confirmed it. What the Agent
 * refuses is asked again later, as long as the state still wants it. A new connection has a new courier.
 */
export interface StepCourier {
  bring(command: StepCommand): void;
  /** Brings everything that the state wants. */
  bringAll(): void;
  stop(): void;
}

/** How many commands may be without answer at once. */
const openMax = 64;

/** Makes the courier. */
export function stepCourier(options: StepCourierOptions): StepCourier {
  const { ask, log, retryMs, wanted } = options;
  /** By key: waiting, asked or confirmed. */
  const known = new Set<string>();
  const waiting: StepCommand[] = [];
  let openCount = 0;
  let isStopped = false;
  let retry: NodeJS.Timeout | undefined;

  const later = (): void => {
    retry ??= setTimeout(() => {
      retry = undefined;
      bringAll();
    }, retryMs);
  };
  const refused = (command: StepCommand, problem: Problem): void => {
    log.warn('the Agent does not take a command', { kind: command.kind, stepId: command.stepId, problem });
    known.delete(keyOf(command));
    later();
  };
  const deliver = async (command: StepCommand): Promise<void> => {
    openCount++;
    const answer = await ask(command);
    openCount--;
    if (isStopped) return;
    if (!answer.ok) refused(command, answer.problem);
    send();
  };
  const send = (): void => {
    while (!isStopped && openCount < openMax) {
      const command = waiting.shift();
      if (command === undefined) return;
      void deliver(command);
    }
  };
  const bring = (command: StepCommand): void => {
    if (known.has(keyOf(command))) return;
    known.add(keyOf(command));
    waiting.push(command);
    send();
  };
  const bringAll = (): void => {
    for (const command of wanted()) bring(command);
  };
  return {
    bring,
    bringAll,
    stop: () => {
      isStopped = true;
      clearTimeout(retry);
    },
  };
}

function keyOf(command: StepCommand): string {
  const manner = command.kind === 'KillStep' && command.immediately ? ' immediately' : '';
  return `${command.kind} ${command.stepId}${manner}`;
}
