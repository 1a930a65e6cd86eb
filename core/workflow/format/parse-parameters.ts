import { parseExpression } from '../expression/parse-expression.ts';
import { endFields, type Fields, isAbsent, openFields, reportMember, takeMember } from './fields.ts';
import { misfit } from './fit-parameter.ts';
import { parametersMax } from './limits.ts';
import { valueFault } from './parse-value.ts';
import { type Report, report } from './report.ts';
import { takeExpression } from './take-expression.ts';
import { takeList, takeRecord } from './take-list.ts';
import { isNameAt, takeFlag, takeOneOf } from './take-value.ts';
import type { Value } from './value.ts';
import type { FieldParameter, OrderPreparation, Parameter } from './workflow.ts';

const parameterTypes = ['String', 'Number', 'Boolean', 'List', 'Map'] as const;
const fieldTypes = ['String', 'Number', 'Boolean'] as const;
// Regular expressions can be written that never end.
const unsupported = { facet: [], message: [] };

/** Reads what an order has to bring. */
export function parseOrderPreparation(
  to: Report,
  value: unknown,
  field: string,
): OrderPreparation | undefined {
  const fields = openFields(to, value, field);
  if (fields === undefined) return undefined;
  const parameters = takeRecord(fields, 'parameters', parametersMax, (inner, at, name) =>
    isParameterName(to, name, at) ? parseParameter(to, inner, at) : undefined,
  );
  const allowUndeclared = takeFlag(fields, 'allowUndeclared') ?? false;
  endFields(fields);
  return { parameters: parameters ?? {}, allowUndeclared };
}

function isParameterName(to: Report, name: string, field: string): boolean {
  if (!isNameAt(to, name, field)) return false;
  if (!/^js7/i.test(name) && name !== 'returnCode') return true;
  report(to, field, 'has the name of a built-in variable');
  return false;
}

function parseParameter(to: Report, value: unknown, field: string): Parameter | undefined {
  const fields = openFields(to, value, field);
  if (fields === undefined) return undefined;
  const type = takeOneOf(fields, 'type', parameterTypes);
  if (isAbsent(fields, 'type')) reportMember(fields, 'type', 'is missing');
  const parameter: Parameter = {
    type: type ?? 'String',
    ...takeFinal(fields),
    ...takeChoices(fields, type),
    ...takeListParameters(fields, type),
  };
  const given = takeDefault(fields, parameter);
  endFields(fields, unsupported);
  return type === undefined ? undefined : { ...parameter, ...given };
}

function takeFinal(fields: Fields): { final?: string } {
  if (takeMember(fields, 'final') === undefined) return {};
  if (!isAbsent(fields, 'default')) reportMember(fields, 'final', 'is given besides default');
  const final = takeExpression(fields, 'final');
  return parseExpression(final).ok ? { final } : {};
}

function takeChoices(fields: Fields, type: string | undefined): { list?: readonly string[] } {
  const list = takeList(fields, 'list', { min: 0, max: parametersMax });
  if (list.length === 0) return {};
  if (type !== 'String') reportMember(fields, 'list', 'is for type String alone');
  const texts = list.filter((text) => typeof text === 'string');
  if (texts.length < list.length) reportMember(fields, 'list', 'has to hold texts');
  return { list: texts };
}

function takeListParameters(
  fields: Fields,
  type: string | undefined,
): { listParameters?: Readonly<Record<string, FieldParameter>> } {
  const listParameters = takeRecord(fields, 'listParameters', parametersMax, (inner, at, name) =>
    isNameAt(fields.report, name, at) ? parseFieldParameter(fields.report, inner, at) : undefined,
  );
  if (listParameters === undefined || Object.keys(listParameters).length === 0) return {};
  if (type !== 'List' && type !== 'Map')
    reportMember(fields, 'listParameters', 'is for types List and Map alone');
  return { listParameters };
}

function parseFieldParameter(to: Report, value: unknown, field: string): FieldParameter | undefined {
  const fields = openFields(to, value, field);
  if (fields === undefined) return undefined;
  const type = takeOneOf(fields, 'type', fieldTypes);
  if (isAbsent(fields, 'type')) reportMember(fields, 'type', 'is missing');
  const given = type === undefined ? {} : takeDefault(fields, { type });
  endFields(fields, unsupported);
  return type === undefined ? undefined : ({ type, ...given } as FieldParameter);
}

function takeDefault(fields: Fields, parameter: Parameter): { default?: Value } {
  const member = takeMember(fields, 'default');
  if (member === undefined) return {};
  const found = valueFault(member.value, member.field);
  if (found !== undefined) report(fields.report, found.field, found.fault);
  else {
    const fault = misfit(parameter, member.value as Value, member.field);
    if (fault === undefined) return { default: member.value as Value };
    report(fields.report, fault.field, fault.fault);
  }
  return {};
}
