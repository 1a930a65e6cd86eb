import { Refused } from './answer.ts';
import type { FakeRole } from './rights.ts';
import type { World } from './world.ts';

/** The answer to a change. */
export const done = { ok: true } as const;

/** What it takes to change roles and Identity Services. */
export const manage = 'sos:products:joc:administration:accounts:manage';

/** The refusal of what is not there. */
export const unknown = (problem: string, message: string) =>
  new Refused(420, { error: { code: 'JOC-400', problem, message }, reference: 'r-0404c0de' });

/** The roles of a service. */
export function rolesOf(world: World, service: string): FakeRole[] {
  const roles = world.rights.roles.get(service);
  if (roles === undefined)
    throw unknown('UnknownIdentityService', `There is no Identity Service ${service}.`);
  return roles;
}

/** An order in which nothing was given stands behind the others. */
export function nextPlace(rows: readonly { readonly ordering: number }[]): number {
  return Math.max(0, ...rows.map(({ ordering }) => ordering)) + 1;
}

/** Rows in the order in which they are named; those not named follow. */
export function reordered<Row extends { ordering: number }>(
  rows: readonly Row[],
  names: readonly string[],
  nameOf: (row: Row) => string,
): Row[] {
  const rank = (row: Row) => (names.includes(nameOf(row)) ? names.indexOf(nameOf(row)) : names.length);
  return rows.toSorted((a, b) => rank(a) - rank(b)).map((row, at) => ({ ...row, ordering: at + 1 }));
}
