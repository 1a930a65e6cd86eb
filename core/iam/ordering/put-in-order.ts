import { problem, type Result, refuse, succeed } from '@interlock/base';

/** Something that has a place among its kind. */
interface Ordered {
  readonly ordering: number;
}

/**
 * Gives things the places 1, 2, 3 … in the order in which they are named; those not named follow in the order that
 * they have. Refuses `UnknownObject` with the first name that none of them has.
 *
 * @param items in their present order.
 * @param keyOf what two spellings of one name have in common.
 * @param field the field of the request that holds the names.
 * @returns those alone whose place is another now.
 */
export function putInOrder<T extends Ordered>(
  items: readonly T[],
  names: readonly string[],
  nameOf: (item: T) => string,
  keyOf: (name: string) => string,
  field: string,
): Result<readonly T[]> {
  const byKey = new Map(items.map((item) => [keyOf(nameOf(item)), item]));
  const missing = names.find((name) => !byKey.has(keyOf(name)));
  if (missing !== undefined)
    return refuse(
      problem('UnknownObject', `There is none with the name ${missing}.`, {
        field: `${field}[${names.indexOf(missing)}]`,
      }),
    );
  const first = new Set(names.flatMap((name) => byKey.get(keyOf(name)) ?? []));
  const wanted = [...first, ...items.filter((item) => !first.has(item))];
  return succeed(
    wanted.flatMap((item, at) => (item.ordering === at + 1 ? [] : [{ ...item, ordering: at + 1 }])),
  );
}

/** The place behind all others. */
export function lastPlace(items: readonly Ordered[]): number {
  return Math.max(0, ...items.map(({ ordering }) => ordering)) + 1;
}
