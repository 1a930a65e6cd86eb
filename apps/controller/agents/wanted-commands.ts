import type { KillStep, StartStep } from '@interlock/node-api';
import {
  type ControllerState,
  effectsOf,
  findOrder,
  type StepToKill,
  type StepToStart,
  stepToKill,
  stepToStart,
} from '@interlock/workflow';
import type { StepCommand } from './step-courier.ts';

/** A command with the Agent that shall do it. */
export interface WantedCommand {
  readonly agentId: string;
  readonly command: StepCommand;
}

/** What one Agent shall do by a state: start the steps that it does not yet run, and kill those that are marked. */
export function commandsForAgent(state: ControllerState, agentId: string): readonly StepCommand[] {
  const { kills, starts } = effectsOf(state, agentId);
  return [...starts.map(startOf), ...kills.flatMap((kill) => killOf(state, kill))];
}

/** What shall be done for one order by a state. */
export function commandsForOrder(state: ControllerState, orderId: string): readonly WantedCommand[] {
  const order = findOrder(state, orderId);
  if (order?.state.kind !== 'processing') return [];
  const { agentId, startedAtMs } = order.state;
  // A step of which the Agent has told that its process runs is there for certain.
  const start = startedAtMs === undefined ? stepToStart(state, orderId) : undefined;
  const kill = stepToKill(state, orderId);
  const commands = [
    ...(start === undefined ? [] : [startOf(start)]),
    ...(kill === undefined ? [] : killOf(state, kill)),
  ];
  return commands.map((command) => ({ agentId, command }));
}

function startOf({
  agentId: _agentId,
  label: _label,
  versionId: _versionId,
  ...step
}: StepToStart): StartStep {
  return { kind: 'StartStep', ...step };
}

function killOf(
  state: ControllerState,
  { account, immediately, orderId, stepId }: StepToKill,
): readonly KillStep[] {
  const order = findOrder(state, orderId);
  if (order?.state.kind !== 'processing') return [];
  const { jobName } = order.state;
  return [{ kind: 'KillStep', stepId, orderId, jobName, immediately, account }];
}
