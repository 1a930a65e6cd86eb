import { joinField, type ValueFault } from './parse-value.ts';
import type { NamedValues, Value } from './value.ts';
import type { FieldParameter, Parameter } from './workflow.ts';

/** Why a value does not fit a parameter: the type, a choice that is not in the list, a field of a List or Map. */
export function misfit(parameter: Parameter, value: Value, field: string): ValueFault | undefined {
  switch (parameter.type) {
    case 'List':
      return Array.isArray(value)
        ? listMisfit(parameter.listParameters, value, field)
        : { field, fault: 'has to be a List' };
    case 'Map':
      if (!isMap(value)) return { field, fault: 'has to be a Map' };
      return parameter.listParameters && mapMisfit(parameter.listParameters, value, field);
    default:
      return scalarMisfit(parameter, value, field);
  }
}

function scalarMisfit(
  { type, list }: { readonly type: string; readonly list?: readonly string[] },
  value: Value,
  field: string,
): ValueFault | undefined {
  const fits = typeof value === type.toLowerCase();
  if (!fits) return { field, fault: `has to be a ${type}` };
  if (list === undefined || list.includes(value as string)) return undefined;
  return { field, fault: `has to be one of ${list.slice(0, 20).join(', ')}` };
}

function listMisfit(
  declared: Readonly<Record<string, FieldParameter>> | undefined,
  list: readonly Value[],
  field: string,
): ValueFault | undefined {
  if (declared === undefined) return undefined;
  for (const [index, element] of list.entries()) {
    const at = `${field}[${index}]`;
    const fault = isMap(element) ? mapMisfit(declared, element, at) : { field: at, fault: 'has to be a Map' };
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function mapMisfit(
  declared: Readonly<Record<string, FieldParameter>>,
  map: NamedValues,
  field: string,
): ValueFault | undefined {
  for (const name of Object.keys(map)) {
    if (!Object.hasOwn(declared, name)) return { field: joinField(field, name), fault: 'is not declared' };
  }
  for (const [name, parameter] of Object.entries(declared)) {
    const at = joinField(field, name);
    const value = Object.hasOwn(map, name) ? map[name] : parameter.default;
    const fault =
      value === undefined ? { field: at, fault: 'is missing' } : scalarMisfit(parameter, value, at);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** A value with the defaults of the fields that are missing in it; for a value that fits. */
export function withFieldDefaults({ listParameters }: Parameter, value: Value): Value {
  if (listParameters === undefined || typeof value !== 'object') return value;
  const defaults = Object.entries(listParameters).flatMap(([name, inner]) =>
    inner.default === undefined ? [] : [[name, inner.default] as const],
  );
  if (defaults.length === 0) return value;
  const complete = (map: Value) => (isMap(map) ? { ...Object.fromEntries(defaults), ...map } : map);
  return Array.isArray(value) ? value.map(complete) : complete(value);
}

function isMap(value: Value): value is NamedValues {
  return typeof value === 'object' && !Array.isArray(value);
}
