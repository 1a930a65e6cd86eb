import { canonicalJson } from '@interlock/base';
import { joinField } from './parse-value.ts';
import { type Report, report } from './report.ts';

/** The members of a JSON object while they are read. What was not taken at the end is unknown. */
export interface Fields {
  readonly report: Report;
  readonly field: string;
  readonly members: Readonly<Record<string, unknown>>;
  readonly taken: Set<string>;
}

/** Opens an object; reports and gives undefined where it is none. */
export function openFields(to: Report, value: unknown, field: string): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    report(to, field, 'has to be an object');
    return undefined;
  }
  return { report: to, field, members: value as Readonly<Record<string, unknown>>, taken: new Set() };
}

/** A member under its name or one of its aliases; undefined where there is none or it is null. */
export function takeMember(
  fields: Fields,
  name: string,
  ...aliases: readonly string[]
): { readonly value: unknown; readonly field: string } | undefined {
  const { members, taken } = fields;
  const given = [name, ...aliases].filter((alias) => Object.hasOwn(members, alias));
  for (const alias of given) taken.add(alias);
  const present = given.filter((alias) => members[alias] !== null && members[alias] !== undefined);
  if (present.length > 1) reportMember(fields, present[1] ?? name, `is given besides ${present[0]}`);
  const [found] = present;
  return found === undefined ? undefined : { value: members[found], field: joinField(fields.field, found) };
}

/** Whether a member is missing or null. */
export function isAbsent({ members }: Fields, name: string): boolean {
  return !Object.hasOwn(members, name) || members[name] === null || members[name] === undefined;
}

/** Notes a problem of a member. */
export function reportMember(fields: Fields, name: string, message: string): void {
  report(fields.report, joinField(fields.field, name), message);
}

/** Names that are understood and not supported yet, with the values under which they have no effect. */
export type UnsupportedFields = Readonly<Record<string, readonly unknown[]>>;

/**
 * Ends the reading of an object: what was not taken is reported by name, as not supported or as unknown. Members that
 * only describe what is shown, and null, are passed over.
 */
export function endFields(
  fields: Fields,
  unsupported: UnsupportedFields = {},
  ignored: readonly string[] = [],
): void {
  for (const [name, value] of Object.entries(fields.members)) {
    if (fields.taken.has(name) || ignored.includes(name)) continue;
    if (!Object.hasOwn(unsupported, name)) reportMember(fields, name, 'is unknown');
    else if (!hasNoEffect(value, unsupported[name] ?? [])) reportMember(fields, name, 'is not supported yet');
  }
}

function hasNoEffect(value: unknown, harmless: readonly unknown[]): boolean {
  if (value === null || value === '') return true;
  const scalar = typeof value !== 'object';
  const isEmpty = Array.isArray(value) ? value.length === 0 : !scalar && Object.keys(value).length === 0;
  return isEmpty || (scalar && harmless.some((one) => canonicalJson(one) === canonicalJson(value)));
}
