import type { StampedAgentEvent } from '@interlock/node-api';
import type { AgentReport, Failure, Outcome } from '@interlock/workflow';

/** What an Agent's event means for the Controller's state; undefined: nothing. */
export function agentReport({ atMs: agentAtMs, event }: StampedAgentEvent): AgentReport | undefined {
  const { stepId } = event;
  switch (event.kind) {
    case 'ProcessStarting':
      // The Agent's own memory; the Controller has wanted the step to run since before.
      return undefined;
    case 'ProcessStarted':
      return { kind: 'StepStarted', stepId, pid: event.pid, agentAtMs };
    case 'OutputWritten':
      return {
        kind: 'StepOutput',
        stepId,
        stream: event.stream,
        offset: event.offset,
        text: event.text,
        agentAtMs,
      };
    case 'ProcessEnded':
      return {
        kind: 'StepEnded',
        stepId,
        outcome: outcomeOf(event),
        droppedBytes: event.droppedBytes,
        agentAtMs,
      };
  }
}

type ProcessEnded = Extract<StampedAgentEvent['event'], { kind: 'ProcessEnded' }>;

function outcomeOf(event: ProcessEnded): Outcome {
  const values = Object.keys(event.returnValues).length === 0 ? {} : { values: event.returnValues };
  const returnCode = event.returnCode === undefined ? {} : { returnCode: event.returnCode };
  if (event.outcome === 'succeeded') return { kind: 'succeeded', ...returnCode, ...values };
  return { kind: event.outcome, ...returnCode, ...values, ...detailsOf(event) };
}

function detailsOf({ message, signal }: ProcessEnded): Pick<Failure, 'message' | 'signal'> {
  return { ...(message === undefined ? {} : { message }), ...(signal === undefined ? {} : { signal }) };
}
