/** Tells the time. The core never asks the machine itself, so that every rule can be tried at any hour. */
export interface Clock {
  /** @returns milliseconds since 1970-01-01T00:00:00Z, an integer. */
  now(): number;
}
