import type { Problem, Result } from '@interlock/base';
import type { HeldStep, ProcessEnd, ReturnValues, StepEndKind, StepEvent } from '@interlock/workflow';

/** The event with which a step is over. */
export type StepEnded = Extract<StepEvent, { readonly kind: 'ProcessEnded' }>;

/** What is known when a process has ended. */
export interface EndedProcess {
  readonly stepId: string;
  readonly end: ProcessEnd;
  /** Why the Agent ended it, if it did. */
  readonly ending?: HeldStep['ending'];
  readonly returnValues: Result<ReturnValues>;
  readonly droppedBytes: number;
}

/** The longest message of an event, in UTF-16 code units. */
const messageLengthMax = 4_000;

/**
 * How a step ended. What the Agent did to it counts before what the process says of itself: a script that answers TERM
 * with exit code 0 was killed all the same. Return values that can not be read make a success a failure.
 */
export function endOfStep({ stepId, end, ending, returnValues, droppedBytes }: EndedProcess): StepEnded {
  const ofProcess = outcomeOf(end);
  const isSpoilt = ofProcess === 'succeeded' && !returnValues.ok;
  return {
    kind: 'ProcessEnded',
    stepId,
    outcome: ending ?? (isSpoilt ? 'failed' : ofProcess),
    ...(end.kind === 'exited' ? { returnCode: end.returnCode } : {}),
    ...(end.kind === 'signaled' ? { signal: end.signal } : {}),
    returnValues: returnValues.ok ? returnValues.value : {},
    droppedBytes,
    ...(returnValues.ok ? {} : { message: messageOf(returnValues.problem) }),
  };
}

function outcomeOf(end: ProcessEnd): StepEndKind {
  if (end.kind === 'lost') return 'lost';
  return end.kind === 'exited' && end.returnCode === 0 ? 'succeeded' : 'failed';
}

/** How a step ended that never became a process. */
export function endOfUnstarted(
  stepId: string,
  outcome: 'failed' | 'killed' | 'lost' | 'timedOut',
  problem?: Problem,
): StepEnded {
  const message = problem === undefined ? {} : { message: messageOf(problem) };
  return { kind: 'ProcessEnded', stepId, outcome, returnValues: {}, droppedBytes: 0, ...message };
}

function messageOf({ message }: Problem): string {
  return message.slice(0, messageLengthMax);
}
