import { type BuiltInVariable, isBuiltInVariable, isReservedName } from '../expression/built-in-variables.ts';
import type { Scope } from '../expression/evaluate.ts';
import { evaluateSource } from '../expression/evaluate-source.ts';
import { printPosition } from '../format/position.ts';
import type { NamedValues, Value } from '../format/value.ts';
import type { Expressions, Instruction } from '../format/workflow.ts';
import type { Order } from '../orders/order.ts';
import { utcInstant } from '../orders/utc.ts';
import type { ControllerState } from '../state/controller-state.ts';

/**
 * What the expressions of an instruction see: built-in variables, what steps returned, the arguments, and then the
 * defaults of the instruction and of the job, the first that has the name.
 */
export function scopeOf(
  state: ControllerState,
  order: Order,
  instruction: Instruction,
  defaults: readonly (Expressions | undefined)[] = [],
): Scope {
  const argument = (name: string) => ownValue(order.arguments, name);
  const given = (name: string): Value | undefined => {
    if (!isReservedName(name)) return ownValue(order.variables, name) ?? argument(name);
    return isBuiltInVariable(name) ? builtIn(state, order, instruction, name) : undefined;
  };
  const variable = (name: string) =>
    given(name) ?? defaultValue(defaults, name, { variable: given, argument });
  return { variable, argument };
}

function ownValue(values: NamedValues, name: string): Value | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

// A default that has no value counts as none: who reads it is told that the variable is not there.
function defaultValue(
  defaults: readonly (Expressions | undefined)[],
  name: string,
  scope: Scope,
): Value | undefined {
  const source = defaults.find(
    (expressions) => expressions !== undefined && Object.hasOwn(expressions, name),
  )?.[name];
  const value = source === undefined ? undefined : evaluateSource(source, scope);
  return value?.ok ? value.value : undefined;
}

function builtIn(
  state: ControllerState,
  order: Order,
  instruction: Instruction,
  name: BuiltInVariable,
): Value | undefined {
  switch (name) {
    case 'js7OrderId':
      return order.id;
    case 'js7WorkflowPath':
      return order.workflow.path;
    case 'js7WorkflowPosition':
      return printPosition(order.position);
    case 'js7Label':
      return instruction.label;
    case 'js7ControllerId':
      return state.controllerId;
    case 'js7ScheduledOrEmpty':
      return order.scheduledForMs === undefined ? '' : utcInstant(order.scheduledForMs);
    case 'js7TryCount':
      return tryCountOf(order);
    case 'js7JobName':
      return instruction.TYPE === 'Execute.Named' ? instruction.jobName : undefined;
  }
}

/** Which try of the innermost Try around its position an order is in, counted from 1; 1 where there is none. */
export function tryCountOf({ position }: Pick<Order, 'position'>): number {
  const branch = position.findLast((part) => typeof part === 'string' && /^(?:try|catch)\+/.test(part));
  return branch === undefined ? 1 : Number(String(branch).replace(/^\D+/, '')) + 1;
}
