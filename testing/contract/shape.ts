/** What a value may be, as far as two sides have to agree on it. Made from a schema of either side. */
export interface Shape {
  /** The JSON types it may have; empty: any. */
  readonly types: ReadonlySet<string>;
  readonly fields: ReadonlyMap<string, Field>;
  /** Of a list. */
  readonly items?: Shape;
  /** The texts that it may be, where they are counted up. */
  readonly words?: ReadonlySet<string>;
  readonly bounds: Bounds;
}

/** A member of an object. */
export interface Field {
  readonly shape: Shape;
  readonly required: boolean;
}

/** Limits of texts, numbers and lists; absent: none. */
export interface Bounds {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
}

/** The names of the limits, in the order in which they are compared. */
export const lowerBounds = ['minLength', 'minimum', 'minItems'] as const;
export const upperBounds = ['maxLength', 'maximum', 'maxItems'] as const;

/** A value of which nothing is known. */
export const anyShape: Shape = { types: new Set(), fields: new Map(), bounds: {} };
