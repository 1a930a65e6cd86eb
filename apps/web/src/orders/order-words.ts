/** The part of an order id that a person gave, and the rest that the Cockpit made around it. */
export function orderIdParts(orderId: string): { readonly name: string; readonly rest: string } {
  const match = /^(#[^#]*#[A-Z]\d+-)(.+)$/.exec(orderId);
  return match === null ? { name: orderId, rest: '' } : { name: match[2] ?? '', rest: match[1] ?? '' };
}

/** The last part of a path, and the folder before it. */
export function pathParts(path: string): { readonly name: string; readonly folder: string } {
  const cut = path.lastIndexOf('/');
  return { name: path.slice(cut + 1), folder: cut <= 0 ? '/' : path.slice(0, cut) };
}
