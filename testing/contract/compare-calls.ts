import type { Route } from '@interlock/cockpit-api';
import { compareShapes, type Difference, requiredByJs7, type Side } from './compare-shapes.ts';
import type { Js7Call } from './js7-schemas.ts';
import type { KnownDifference } from './known-differences.ts';
import { requestShape, responseShape } from './our-shape.ts';

/** A difference of a call, with the reason that is known for it. */
export interface CallDifference extends Difference {
  readonly path: string;
  readonly side: Side;
  readonly reason?: string;
}

/** What a comparison of all calls comes to. */
export interface Comparison {
  readonly compared: number;
  /** The paths of which nothing is published. */
  readonly unpublished: readonly string[];
  readonly differences: readonly CallDifference[];
  /** Entries of the list that fit no difference any more. */
  readonly stale: readonly KnownDifference[];
}

/** Compares every call that stands on both sides. */
export function compareCalls(
  routes: readonly Route[],
  published: (path: string) => Js7Call | undefined,
  known: readonly KnownDifference[],
): Comparison {
  const used = new Set<KnownDifference>();
  const reasonOf = (difference: Omit<CallDifference, 'reason'>) => {
    const entry = known.find((one) => fits(one, difference));
    if (entry !== undefined) used.add(entry);
    return entry === undefined ? {} : { reason: entry.reason };
  };
  const differences = routes.flatMap((route) => {
    const theirs = published(route.path);
    const of = (side: Side, found: readonly Difference[]) =>
      found.map((difference) => ({ path: route.path, side, ...difference }));
    return [
      ...(theirs?.request
        ? of('request', compareShapes(requestShape(route), theirs.request, 'request'))
        : []),
      ...(theirs?.response
        ? of('response', compareShapes(responseShape(route), theirs.response, 'response'))
        : []),
    ].map((difference) => ({ ...difference, ...reasonOf(difference) }));
  });
  const unpublished = routes.map(({ path }) => path).filter((path) => published(path) === undefined);
  return {
    compared: routes.length - unpublished.length,
    unpublished,
    differences,
    stale: known.filter((entry) => !used.has(entry)),
  };
}

/**
 * Whether an entry of the list speaks of a difference; what it does not name, it does not narrow. A member that JS7
 * requires counts as known only where the entry names it.
 */
function fits(entry: KnownDifference, difference: Omit<CallDifference, 'reason'>): boolean {
  const { calls, side, kind, fields, details } = entry;
  return (
    (calls === undefined || calls.includes(difference.path)) &&
    side === difference.side &&
    kind === difference.kind &&
    (fields !== undefined || difference.detail !== requiredByJs7) &&
    (fields === undefined || fields.some((field) => isField(field, difference.field))) &&
    (details === undefined || details.some((detail) => difference.detail.startsWith(detail)))
  );
}

/** `*.x`: `x` at any depth; `*x`: whatever ends so; `x*`: whatever begins so. */
function isField(pattern: string, field: string): boolean {
  if (pattern.startsWith('*.')) return field === pattern.slice(2) || field.endsWith(pattern.slice(1));
  if (pattern.startsWith('*')) return field.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? field.startsWith(pattern.slice(0, -1)) : field === pattern;
}
