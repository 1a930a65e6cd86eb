import { z } from 'zod';

/**
 * A field that JS7's clients may leave out, send as null, or send as an empty text: all three mean "not given"
 * (semantics §8.3).
 */
export function given<S extends z.ZodType>(schema: S) {
  return z
    .preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional())
    .optional();
}

/** A text, at most 255 UTF-16 code units unless said otherwise. */
export function text(lengthMax = 255) {
  return z.string().max(lengthMax, `it is longer than ${lengthMax} characters`);
}

/** A text that clients also send as a number, such as an order name. */
export function textOrNumber(lengthMax = 255) {
  return z.preprocess((value) => (typeof value === 'number' ? String(value) : value), text(lengthMax));
}

/** A whole number that clients also send as a text, such as a task id. */
export function wholeNumber(min = 0) {
  return z.preprocess(
    (value) => (typeof value === 'string' && /^-?[0-9]{1,15}$/.test(value.trim()) ? Number(value) : value),
    z.int().min(min),
  );
}

/** A truth value that clients also send as "true", "True", "false" or "False". */
export function flag() {
  return z.preprocess((value) => {
    if (typeof value !== 'string') return value;
    const word = value.toLowerCase();
    return word === 'true' ? true : word === 'false' ? false : value;
  }, z.boolean());
}

/** A list in which clients also send null and empty texts, which count as absent; at most 10 000 items. */
export function listOf<S extends z.ZodType>(item: S, itemsMax = 10_000) {
  return z.preprocess(
    (value) => (Array.isArray(value) ? value.filter((entry) => entry !== null && entry !== '') : value),
    z.array(item).max(itemsMax, `it has more than ${itemsMax} items`),
  );
}
