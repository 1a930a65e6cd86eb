/** A moment as JS7's clients read it: UTC, ISO 8601 with milliseconds and `Z`. */
export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString();
}
