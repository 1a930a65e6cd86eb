import { canonicalJson, type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import { isReservedName } from '../expression/built-in-variables.ts';
import { evaluateSource } from '../expression/evaluate-source.ts';
import { misfit, withFieldDefaults } from '../format/fit-parameter.ts';
import { joinField, namedValuesFault } from '../format/parse-value.ts';
import type { NamedValues, Value } from '../format/value.ts';
import type { OrderPreparation, Parameter } from '../format/workflow.ts';
import { orderValuesLengthMax } from './limits.ts';

const nothingDeclared: OrderPreparation = { parameters: {}, allowUndeclared: false };

/**
 * The arguments of an order as its workflow wants them: checked against the declared parameters, with their defaults
 * and final values. Refused with all that is wrong, each problem (`InvalidArguments`) with its field.
 *
 * @param builtIn - the built-in variables that final values may name.
 * @param field - where the arguments stand in the request.
 */
export function prepareArguments(
  preparation: OrderPreparation = nothingDeclared,
  given: Readonly<Record<string, unknown>> = {},
  builtIn: (name: string) => Value | undefined = () => undefined,
  field = 'arguments',
): Result<NamedValues, readonly Problem[]> {
  const fault = namedValuesFault(given, field);
  if (fault !== undefined) return refuse([invalid(fault.field, fault.fault)]);
  const values = given as NamedValues;
  const problems = [...sizeProblems(values, field), ...givenProblems(preparation, values, field)];
  if (problems.length > 0) return refuse(problems);
  return withFinals(preparation, withDefaults(preparation, values), builtIn, field);
}

function sizeProblems(values: NamedValues, field: string): readonly Problem[] {
  if (canonicalJson(values).length <= orderValuesLengthMax) return [];
  return [invalid(field, `are longer than ${orderValuesLengthMax} characters`)];
}

function invalid(field: string, fault: string): Problem {
  return problem('InvalidArguments', `${field} ${fault}.`, { field });
}

function givenProblems(preparation: OrderPreparation, given: NamedValues, field: string): readonly Problem[] {
  const { parameters, allowUndeclared } = preparation;
  const wrong = Object.entries(given).flatMap(([name, value]) => {
    const at = joinField(field, name);
    if (isReservedName(name)) return [invalid(at, 'has the name of a built-in variable')];
    const parameter = parameterOf(parameters, name);
    if (parameter === undefined)
      return allowUndeclared ? [] : [invalid(at, 'is not declared by the workflow')];
    if (parameter.final !== undefined) return [invalid(at, 'is set by the workflow and can not be given')];
    const fault = misfit(parameter, value, at);
    return fault === undefined ? [] : [invalid(fault.field, fault.fault)];
  });
  return [...wrong, ...missing(preparation, given, field)];
}

/** The parameter of this name; undefined where none is declared. */
export function parameterOf(parameters: OrderPreparation['parameters'], name: string): Parameter | undefined {
  return Object.hasOwn(parameters, name) ? parameters[name] : undefined;
}

function missing({ parameters }: OrderPreparation, given: NamedValues, field: string): readonly Problem[] {
  return Object.entries(parameters).flatMap(([name, parameter]) => {
    const isThere =
      Object.hasOwn(given, name) || parameter.default !== undefined || parameter.final !== undefined;
    return isThere ? [] : [invalid(joinField(field, name), 'is missing')];
  });
}

function withDefaults({ parameters }: OrderPreparation, given: NamedValues): NamedValues {
  const declared = Object.entries(parameters).flatMap(([name, parameter]) => {
    const value = Object.hasOwn(given, name) ? given[name] : parameter.default;
    return value === undefined ? [] : [[name, withFieldDefaults(parameter, value)] as const];
  });
  return { ...given, ...Object.fromEntries(declared) };
}

function withFinals(
  { parameters }: OrderPreparation,
  known: NamedValues,
  builtIn: (name: string) => Value | undefined,
  field: string,
): Result<NamedValues, readonly Problem[]> {
  let values = known;
  for (const [name, parameter] of Object.entries(parameters)) {
    if (parameter.final === undefined) continue;
    const at = joinField(field, name);
    const final = finalValue(parameter.final, values, builtIn);
    if (!final.ok) return refuse([invalid(at, `has no value: ${final.problem.message.replace(/\.$/, '')}`)]);
    const fault = misfit(parameter, final.value, at);
    if (fault !== undefined) return refuse([invalid(fault.field, fault.fault)]);
    values = { ...values, [name]: final.value };
  }
  const problems = sizeProblems(values, field);
  return problems.length > 0 ? refuse(problems) : succeed(values);
}

function finalValue(
  source: string,
  values: NamedValues,
  builtIn: (name: string) => Value | undefined,
): Result<Value> {
  const argument = (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined);
  const variable = (name: string) => (isReservedName(name) ? builtIn(name) : argument(name));
  return evaluateSource(source, { variable, argument });
}

/**
 * Arguments as clients that know only texts send them, brought to the declared types where that loses nothing: `"5"` to
 * a Number, `"true"` to a Boolean, a number or Boolean to a String. What does not fit stays, to be refused by
 * {@link prepareArguments}.
 */
export function lenientArguments(
  preparation: OrderPreparation = nothingDeclared,
  given: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(given).map(([name, value]) => {
    const type = parameterOf(preparation.parameters, name)?.type;
    return [name, type === undefined ? value : lenientValue(type, value)] as const;
  });
  return Object.fromEntries(entries);
}

function lenientValue(type: Parameter['type'], value: unknown): unknown {
  if (type === 'String' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (typeof value !== 'string') return value;
  if (type === 'Boolean' && (value === 'true' || value === 'false')) return value === 'true';
  if (type === 'Number' && value.length <= 100 && /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value))
    return Number(value);
  return value;
}
