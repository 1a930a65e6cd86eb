/**
 * Bounds those that have proved nothing yet. When one more comes than there are places, the one that came first loses
 * its place: a flood of strangers then locks nobody out who proves himself at once.
 */
export class Strangers<Key, Value> {
  readonly #placesMax: number;
  readonly #giveWay: (value: Value) => void;
  // In the order in which they came.
  readonly #places = new Map<Key, Value>();

  /**
   * @param placesMax how many are kept; at least 1.
   * @param giveWay hears of each that has lost its place.
   */
  constructor(placesMax: number, giveWay: (value: Value) => void) {
    this.#placesMax = placesMax;
    this.#giveWay = giveWay;
  }

  /** How many have a place. */
  get count(): number {
    return this.#places.size;
  }

  /** Takes one in. */
  came(key: Key, value: Value): void {
    this.#places.set(key, value);
    if (this.#places.size <= this.#placesMax) return;
    const [first] = this.#places;
    if (first === undefined) return;
    this.#places.delete(first[0]);
    this.#giveWay(first[1]);
  }

  /** Makes all of them give way. */
  leave(): void {
    const all = [...this.#places.values()];
    this.#places.clear();
    for (const value of all) this.#giveWay(value);
  }

  /** It has proved itself, or has gone. */
  left(key: Key): void {
    this.#places.delete(key);
  }
}
