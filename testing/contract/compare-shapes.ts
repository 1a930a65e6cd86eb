import { type Field, lowerBounds, type Shape, upperBounds } from './shape.ts';

/** Which way a value goes: what clients send, or what they read. */
export type Side = 'request' | 'response';

/** How two sides differ in one field. */
export type DifferenceKind =
  /** JS7 has it and we do not. */
  | 'missing'
  /** We have it and JS7 does not. */
  | 'extra'
  /** Neither side would take what the other means. */
  | 'type'
  /** A client may send what we refuse. */
  | 'stricter'
  /** We may answer what a client does not expect. */
  | 'looser';

/** What is said of a missing member that JS7 requires. */
export const requiredByJs7 = 'required by JS7';

/** One difference. */
export interface Difference {
  /** Such as `orders[].state._text`. */
  readonly field: string;
  readonly kind: DifferenceKind;
  readonly detail: string;
}

/** Compares field by field. Where either side knows nothing of a value, nothing is said of it. */
export function compareShapes(ours: Shape, theirs: Shape, side: Side, field = ''): readonly Difference[] {
  const type = typeDifference(ours, theirs, side, field);
  if (type?.kind === 'type') return [type];
  return [
    ...(type === undefined ? [] : [type]),
    ...wordDifferences(ours, theirs, side, field),
    ...(side === 'request' ? boundDifferences(ours, theirs, field) : []),
    ...fieldDifferences(ours, theirs, side, field),
    ...(ours.items !== undefined && theirs.items !== undefined
      ? compareShapes(ours.items, theirs.items, side, `${field}[]`)
      : []),
  ];
}

function typeDifference(ours: Shape, theirs: Shape, side: Side, field: string): Difference | undefined {
  if (ours.types.size === 0 || theirs.types.size === 0) return undefined;
  const detail = `${named(ours.types)} for ${named(theirs.types)}`;
  if (![...ours.types].some((type) => takes(theirs.types, type) || gives(theirs.types, type)))
    return { field, kind: 'type', detail };
  const isClosed =
    side === 'request'
      ? [...theirs.types].every((type) => takes(ours.types, type))
      : [...ours.types].every((type) => takes(theirs.types, type));
  return isClosed ? undefined : { field, kind: side === 'request' ? 'stricter' : 'looser', detail };
}

/** Whether one who takes these types takes a value of that type: every integer is a number. */
function takes(types: ReadonlySet<string>, type: string): boolean {
  return types.has(type) || (type === 'integer' && types.has('number'));
}

function gives(types: ReadonlySet<string>, type: string): boolean {
  return type === 'number' && types.has('integer');
}

function wordDifferences(ours: Shape, theirs: Shape, side: Side, field: string): readonly Difference[] {
  if (ours.words === undefined && theirs.words === undefined) return [];
  if (side === 'response' && ours.words === undefined) return [];
  if (side === 'request' && (ours.words === undefined || theirs.words === undefined))
    return ours.words === undefined ? [] : [{ field, kind: 'stricter', detail: `only ${named(ours.words)}` }];
  const [wide, narrow] = side === 'request' ? [theirs.words, ours.words] : [ours.words, theirs.words];
  if (wide === undefined || narrow === undefined) return [];
  const beyond = [...wide].filter((word) => !narrow.has(word));
  if (beyond.length === 0) return [];
  return [{ field, kind: side === 'request' ? 'stricter' : 'looser', detail: beyond.join(', ') }];
}

function boundDifferences(ours: Shape, theirs: Shape, field: string): readonly Difference[] {
  const tighter = [
    ...lowerBounds.filter((name) => (ours.bounds[name] ?? -Infinity) > (theirs.bounds[name] ?? lowest(name))),
    ...upperBounds.filter((name) => (ours.bounds[name] ?? Infinity) < (theirs.bounds[name] ?? Infinity)),
  ].map((name) => `${name} ${ours.bounds[name]} for ${theirs.bounds[name] ?? 'none'}`);
  const pattern =
    ours.bounds.pattern !== undefined && ours.bounds.pattern !== theirs.bounds.pattern
      ? [`pattern ${ours.bounds.pattern}`]
      : [];
  return [...tighter, ...pattern].map((detail) => ({ field, kind: 'stricter', detail }));
}

/** What no bound at all comes to: a length is never below 0. */
function lowest(name: (typeof lowerBounds)[number]): number {
  return name === 'minimum' ? -Infinity : 0;
}

function fieldDifferences(ours: Shape, theirs: Shape, side: Side, field: string): readonly Difference[] {
  // A side that names no members at all says nothing of them: a map, or any object.
  if (theirs.fields.size === 0 || ours.fields.size === 0) return [];
  const names = new Set([...theirs.fields.keys(), ...ours.fields.keys()]);
  return [...names].flatMap((name) =>
    memberDifferences(
      ours.fields.get(name),
      theirs.fields.get(name),
      side,
      field === '' ? name : `${field}.${name}`,
    ),
  );
}

function memberDifferences(
  ours: Field | undefined,
  theirs: Field | undefined,
  side: Side,
  field: string,
): readonly Difference[] {
  if (ours === undefined) return [{ field, kind: 'missing', detail: theirs?.required ? requiredByJs7 : '' }];
  if (theirs === undefined) {
    if (side === 'request' && ours.required)
      return [{ field, kind: 'stricter', detail: 'required, unknown to JS7' }];
    return [{ field, kind: 'extra', detail: '' }];
  }
  return [
    ...requiredDifference(ours, theirs, side, field),
    ...compareShapes(ours.shape, theirs.shape, side, field),
  ];
}

function requiredDifference(ours: Field, theirs: Field, side: Side, field: string): readonly Difference[] {
  if (side === 'request' && ours.required && !theirs.required)
    return [{ field, kind: 'stricter', detail: 'required' }];
  if (side === 'response' && theirs.required && !ours.required)
    return [{ field, kind: 'looser', detail: 'not always there' }];
  return [];
}

function named(names: ReadonlySet<string>): string {
  return [...names].join(' or ');
}
