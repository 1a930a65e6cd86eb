import { type Fields, openFields, reportMember, takeMember } from './fields.ts';
import { forbiddenNames, joinField } from './parse-value.ts';
import { report } from './report.ts';

/** A list with a bounded number of elements; empty where it is missing or none. */
export function takeList(
  fields: Fields,
  name: string,
  bounds: { readonly min: number; readonly max: number; readonly aliases?: readonly string[] },
): readonly unknown[] {
  const member = takeMember(fields, name, ...(bounds.aliases ?? []));
  if (member === undefined) {
    if (bounds.min > 0) reportMember(fields, name, 'is missing');
    return [];
  }
  const { value, field } = member;
  if (!Array.isArray(value)) report(fields.report, field, 'has to be a list');
  else if (value.length < bounds.min) report(fields.report, field, `needs at least ${bounds.min} elements`);
  else if (value.length > bounds.max) report(fields.report, field, `has more than ${bounds.max} elements`);
  else return value;
  return [];
}

/** Members by free names, each read by `read`; undefined where the member is missing. */
export function takeRecord<T>(
  fields: Fields,
  name: string,
  countMax: number,
  read: (value: unknown, field: string, name: string) => T | undefined,
): Readonly<Record<string, T>> | undefined {
  const member = takeMember(fields, name);
  if (member === undefined) return undefined;
  const inner = openFields(fields.report, member.value, member.field);
  if (inner === undefined) return undefined;
  const names = Object.keys(inner.members);
  if (names.length > countMax) {
    report(fields.report, member.field, `has more than ${countMax} members`);
    return {};
  }
  const result = names.flatMap((key) => {
    const field = joinField(member.field, key);
    const value = forbiddenNames.has(key) ? undefined : read(inner.members[key], field, key);
    if (forbiddenNames.has(key)) report(fields.report, field, 'has a forbidden name');
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(result);
}
