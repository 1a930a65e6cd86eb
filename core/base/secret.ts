const hidden = '[secret]';

/**
 * A value that must not be shown. Printing, logging, interpolating or serialising it gives `[secret]`;
 * only {@link Secret.reveal} gives the value, so that a search for that word finds every use.
 */
export class Secret<T = string> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value itself. Call it as late as possible and keep nothing of it. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  /** What Node's console and `util.inspect` print. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return hidden;
  }
}
