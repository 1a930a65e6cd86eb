/**
 * The part of the DOM's AbortSignal that the core uses. The core is checked without the types of Node and of
 * browsers; where those are present, this merges into theirs.
 */
interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
