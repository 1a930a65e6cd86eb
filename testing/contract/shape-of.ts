import { anyShape, type Bounds, type Field, lowerBounds, type Shape, upperBounds } from './shape.ts';

/** A schema of JSON Schema, whatever its draft: an object of keywords. */
export type SchemaObject = Readonly<Record<string, unknown>>;

/** A schema with the place from which its references count. */
export interface PlacedSchema {
  readonly schema: SchemaObject;
  readonly place: string;
}

/** Finds what a reference names, seen from the place of the schema in which it stands. */
export type Resolve = (reference: string, from: string) => PlacedSchema;

/**
 * Makes a shape of a schema: references are followed, what is inherited by `extends` or `allOf` is merged, and of
 * alternatives every member counts, as required where all of them require it. `additionalProperties` is passed over:
 * neither side enforces it. A schema that contains itself ends as a value of which nothing is known.
 */
export function shapeOf(
  placed: PlacedSchema,
  resolve: Resolve,
  within: ReadonlySet<string> = new Set(),
): Shape {
  const { schema, place } = placed;
  const { $ref: reference } = schema;
  if (typeof reference === 'string') {
    const target = resolve(reference, place);
    if (within.has(target.place)) return anyShape;
    return shapeOf(target, resolve, new Set([...within, target.place]));
  }
  const of = (inner: unknown) => shapeOf({ schema: inner as SchemaObject, place }, resolve, within);
  const alternatives = [...listOf(schema.anyOf), ...listOf(schema.oneOf)]
    .filter(saysMoreThanRequired)
    .map(of);
  const inherited = [...listOf(schema.allOf), ...listOf(schema.extends)].map(of);
  const base = alternatives.length === 0 ? [] : [eitherOf(alternatives)];
  return bothOf([...base, ...inherited, ownShape(schema, of)]);
}

/** Some schemas list what is required together: that is no alternative of another form. */
function saysMoreThanRequired(schema: unknown): boolean {
  return Object.keys(schema as object).some((keyword) => keyword !== 'required');
}

function ownShape(schema: SchemaObject, of: (inner: unknown) => Shape): Shape {
  const required = new Set(listOf(schema.required));
  const fields = Object.entries((schema.properties ?? {}) as SchemaObject).map(
    ([name, inner]): [string, Field] => [name, { shape: of(inner), required: required.has(name) }],
  );
  const words = wordsOf(schema);
  return {
    types: typesOf(schema, words),
    fields: new Map(fields),
    ...(schema.items === undefined ? {} : { items: of(schema.items) }),
    ...(words === undefined ? {} : { words }),
    bounds: boundsOf(schema),
  };
}

function typesOf(schema: SchemaObject, words: ReadonlySet<string> | undefined): ReadonlySet<string> {
  if (schema.type !== undefined) return new Set(listOf(schema.type) as readonly string[]);
  if (words !== undefined) return new Set(['string']);
  if (typeof schema.const === 'boolean') return new Set(['boolean']);
  return new Set(schema.properties === undefined ? [] : ['object']);
}

function wordsOf(schema: SchemaObject): ReadonlySet<string> | undefined {
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (!Array.isArray(values) || !values.every((value) => typeof value === 'string')) return undefined;
  return new Set(values);
}

function boundsOf(schema: SchemaObject): Bounds {
  const numbers = [...lowerBounds, ...upperBounds].flatMap((name) =>
    typeof schema[name] === 'number' && Math.abs(schema[name]) !== Number.MAX_SAFE_INTEGER
      ? [[name, schema[name]]]
      : [],
  );
  return {
    ...Object.fromEntries(numbers),
    ...(typeof schema.pattern === 'string' ? { pattern: schema.pattern } : {}),
  };
}

/** What fits one of several shapes. */
function eitherOf(shapes: readonly Shape[]): Shape {
  const names = new Set(shapes.flatMap(({ fields }) => [...fields.keys()]));
  const objects = shapes.filter(({ fields, types }) => fields.size > 0 || types.has('object'));
  const fields = [...names].map((name): [string, Field] => {
    const found = objects.map(({ fields }) => fields.get(name));
    const known = found.filter((field) => field !== undefined);
    const shape = known.length === 1 ? known[0]?.shape : eitherOf(known.map((field) => field.shape));
    return [name, { shape: shape ?? anyShape, required: found.every((field) => field?.required) }];
  });
  const items = shapes.flatMap(({ items }) => items ?? []);
  const words = shapes.every((shape) => shape.words !== undefined)
    ? new Set(shapes.flatMap((shape) => [...(shape.words ?? [])]))
    : undefined;
  const isAny = shapes.some(({ types }) => types.size === 0);
  return {
    types: new Set(isAny ? [] : shapes.flatMap(({ types }) => [...types])),
    fields: new Map(fields),
    ...(items.length === 0 ? {} : { items: items.length === 1 ? (items[0] ?? anyShape) : eitherOf(items) }),
    ...(words === undefined ? {} : { words }),
    bounds: {},
  };
}

/** What fits all of several shapes; what a later one says of a member counts. */
function bothOf(shapes: readonly Shape[]): Shape {
  return shapes.reduce(
    (merged, shape): Shape => ({
      types: shape.types.size > 0 ? shape.types : merged.types,
      fields: new Map([...merged.fields, ...shape.fields]),
      ...itemsAndWords(merged, shape),
      bounds: { ...merged.bounds, ...shape.bounds },
    }),
    anyShape,
  );
}

function itemsAndWords(merged: Shape, shape: Shape): Pick<Shape, 'items' | 'words'> {
  const items = shape.items ?? merged.items;
  const words = shape.words ?? merged.words;
  return { ...(items === undefined ? {} : { items }), ...(words === undefined ? {} : { words }) };
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
