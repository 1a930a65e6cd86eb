import type { OrderAnswer } from '@interlock/cockpit-api';
import type { NamedValues, Outcome } from '@interlock/workflow';
import { plainValues } from './plain-values.ts';

type OutcomeAnswer = NonNullable<OrderAnswer['lastOutcome']>;

const types: Readonly<Record<Outcome['kind'], OutcomeAnswer['TYPE']>> = {
  succeeded: 'Succeeded',
  failed: 'Failed',
  timedOut: 'TimedOut',
  killed: 'Killed',
  lost: 'Disrupted',
};

/** How a step, an instruction or an order came out, as JS7 shows it. */
export function outcomeAnswer(outcome: Outcome): OutcomeAnswer {
  const message = 'message' in outcome ? outcome.message : undefined;
  const values: NamedValues = {
    ...outcome.values,
    ...(outcome.returnCode === undefined ? {} : { returnCode: outcome.returnCode }),
  };
  return {
    TYPE: types[outcome.kind],
    ...(message === undefined ? {} : { message }),
    ...(Object.keys(values).length === 0 ? {} : { namedValues: plainValues(values) }),
  };
}
