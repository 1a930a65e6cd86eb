import { problem, type Result, refuse, succeed } from '@interlock/base';

/** An entry of a role, which holds for one Controller or, without one, for all others. */
interface Scoped {
  readonly controllerId?: string;
}

/** How entries of one sort are told apart within a scope, and what one is called in a refusal. */
export interface Naming<T extends Scoped> {
  readonly nameOf: (entry: T) => string;
  readonly noun: string;
  /** The fields of requests that name entries: many of them, the one to replace, and what takes its place. */
  readonly fields: { readonly many: string; readonly old: string; readonly next: string };
}

/** The entries that hold for this Controller by their own word; without one, those of the default scope (semantics §2.2). */
export function entriesOfScope<T extends Scoped>(
  entries: readonly T[],
  controllerId: string | undefined,
): readonly T[] {
  return entries.filter((entry) => (entry.controllerId ?? '') === (controllerId ?? ''));
}

/** Adds entries. One whose name stands in its scope already takes that one's place; of equal names the last one counts. */
export function addEntries<T extends Scoped>(
  entries: readonly T[],
  added: readonly T[],
  naming: Naming<T>,
): readonly T[] {
  const byKey = new Map([...entries, ...added].map((entry) => [keyOf(entry, naming), entry]));
  return [...byKey.values()];
}

/** Takes entries away by name. Refuses `UnknownObject` with the first that is not there, and takes none. */
export function removeEntries<T extends Scoped>(
  entries: readonly T[],
  names: readonly string[],
  controllerId: string | undefined,
  naming: Naming<T>,
): Result<readonly T[]> {
  const there = new Set(entriesOfScope(entries, controllerId).map(naming.nameOf));
  const missing = names.find((name) => !there.has(name));
  if (missing !== undefined)
    return refuse(unknown(missing, naming, `${naming.fields.many}[${names.indexOf(missing)}]`));
  const going = new Set(
    entriesOfScope(entries, controllerId).filter((e) => names.includes(naming.nameOf(e))),
  );
  return succeed(entries.filter((entry) => !going.has(entry)));
}

/**
 * Puts an entry in the place of another of the same scope. Refuses `UnknownObject` where there is none, and
 * `DuplicateName` where the new name stands there already.
 */
export function replaceEntry<T extends Scoped>(
  entries: readonly T[],
  name: string,
  next: T,
  naming: Naming<T>,
): Result<readonly T[]> {
  const scope = entriesOfScope(entries, next.controllerId);
  const old = scope.find((entry) => naming.nameOf(entry) === name);
  if (old === undefined) return refuse(unknown(name, naming, naming.fields.old));
  const taken = scope.some((entry) => entry !== old && naming.nameOf(entry) === naming.nameOf(next));
  if (taken)
    return refuse(
      problem('DuplicateName', `The role has ${named(naming.nameOf(next), naming)} already.`, {
        field: naming.fields.next,
      }),
    );
  return succeed(entries.map((entry) => (entry === old ? next : entry)));
}

function keyOf<T extends Scoped>(entry: T, { nameOf }: Naming<T>): string {
  return JSON.stringify([entry.controllerId ?? '', nameOf(entry)]);
}

function unknown<T extends Scoped>(name: string, naming: Naming<T>, field: string) {
  return problem('UnknownObject', `The role does not have ${named(name, naming)} here.`, { field });
}

function named<T extends Scoped>(name: string, { noun }: Naming<T>): string {
  return `the ${noun} ${name}`;
}
