const lengthMax = 200;

/** The name of a field in a body as a person writes it, such as `orders[0].arguments.amount`. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at === 0 ? '' : '.'}${String(part)}`))
    .join('')
    .slice(0, lengthMax);
}
