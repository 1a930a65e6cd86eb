/**
 * A map that never changes: setting and removing give a new one, which shares all but the path to the changed entry
 * with the old. It holds its entries in the order of their keys (text by UTF-16 code units), so that every walk is
 * the same everywhere. Each operation costs the logarithm of the size. An AVL tree.
 */
export interface SortedMap<V> {
  readonly root: Node<V> | undefined;
}

interface Node<V> {
  readonly key: string;
  readonly value: V;
  readonly left: Node<V> | undefined;
  readonly right: Node<V> | undefined;
  readonly height: number;
  readonly size: number;
}

const empty: SortedMap<never> = { root: undefined };

/** The map without entries. */
export function emptyMap<V>(): SortedMap<V> {
  return empty;
}

/** How many entries there are. */
export function sizeOf<V>(map: SortedMap<V>): number {
  return map.root?.size ?? 0;
}

/** The value under a key; undefined where there is none. */
export function get<V>(map: SortedMap<V>, key: string): V | undefined {
  let node = map.root;
  while (node !== undefined && node.key !== key) node = key < node.key ? node.left : node.right;
  return node?.value;
}

/** The map with this value under the key. */
export function set<V>(map: SortedMap<V>, key: string, value: V): SortedMap<V> {
  return { root: put(map.root, key, value) };
}

/** The map without the key; the same map where it has none. */
export function remove<V>(map: SortedMap<V>, key: string): SortedMap<V> {
  const root = drop(map.root, key);
  return root === map.root ? map : { root };
}

/** The entry with the lowest key. */
export function first<V>(map: SortedMap<V>): readonly [key: string, value: V] | undefined {
  const node = map.root === undefined ? undefined : leftmost(map.root);
  return node === undefined ? undefined : [node.key, node.value];
}

/** The entries by key; with `from`, those whose key is not lower. */
export function* entries<V>(map: SortedMap<V>, from?: string): Generator<readonly [string, V], void> {
  const path: Node<V>[] = [];
  let node = map.root;
  while (node !== undefined || path.length > 0) {
    if (node === undefined) {
      const next = path.pop() as Node<V>;
      yield [next.key, next.value];
      node = next.right;
    } else if (from !== undefined && node.key < from) node = node.right;
    else {
      path.push(node);
      node = node.left;
    }
  }
}

/** The keys in order. */
export function* keys<V>(map: SortedMap<V>): Generator<string, void> {
  for (const [key] of entries(map)) yield key;
}

/** The values in the order of their keys. */
export function* values<V>(map: SortedMap<V>): Generator<V, void> {
  for (const [, value] of entries(map)) yield value;
}

function put<V>(node: Node<V> | undefined, key: string, value: V): Node<V> {
  if (node === undefined) return { key, value, left: undefined, right: undefined, height: 1, size: 1 };
  if (key === node.key) return { ...node, value };
  return key < node.key
    ? balanced(node, put(node.left, key, value), node.right)
    : balanced(node, node.left, put(node.right, key, value));
}

function drop<V>(node: Node<V> | undefined, key: string): Node<V> | undefined {
  if (node === undefined) return undefined;
  if (key === node.key) return joined(node.left, node.right);
  const side = key < node.key ? 'left' : 'right';
  const child = drop(node[side], key);
  if (child === node[side]) return node;
  return side === 'left' ? balanced(node, child, node.right) : balanced(node, node.left, child);
}

function joined<V>(left: Node<V> | undefined, right: Node<V> | undefined): Node<V> | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  const next = leftmost(right);
  return balanced(next, left, drop(right, next.key));
}

function leftmost<V>(node: Node<V>): Node<V> {
  let at = node;
  while (at.left !== undefined) at = at.left;
  return at;
}

/** The entry of `node` over two trees whose heights differ by at most two. */
function balanced<V>(node: Node<V>, left: Node<V> | undefined, right: Node<V> | undefined): Node<V> {
  const lean = heightOf(left) - heightOf(right);
  if (left !== undefined && lean > 1) {
    if (heightOf(left.left) >= heightOf(left.right))
      return over(left, left.left, over(node, left.right, right));
    const top = left.right as Node<V>;
    return over(top, over(left, left.left, top.left), over(node, top.right, right));
  }
  if (right !== undefined && lean < -1) {
    if (heightOf(right.right) >= heightOf(right.left))
      return over(right, over(node, left, right.left), right.right);
    const top = right.left as Node<V>;
    return over(top, over(node, left, top.left), over(right, top.right, right.right));
  }
  return over(node, left, right);
}

function over<V>({ key, value }: Node<V>, left: Node<V> | undefined, right: Node<V> | undefined): Node<V> {
  const height = Math.max(heightOf(left), heightOf(right)) + 1;
  return { key, value, left, right, height, size: (left?.size ?? 0) + (right?.size ?? 0) + 1 };
}

function heightOf<V>(node: Node<V> | undefined): number {
  return node?.height ?? 0;
}
