/**
 * Whether a text fits a pattern of the audit log's filters: `*` stands for any characters, none included, `?` for
 * one; all others for themselves, letters counting exactly. It takes at most length × length steps.
 */
export function fitsPattern(text: string, pattern: string): boolean {
  let at = 0;
  let want = 0;
  let starAt = -1;
  let resumeAt = 0;
  while (at < text.length) {
    if (want < pattern.length && pattern[want] === '*') {
      starAt = want++;
      resumeAt = at;
    } else if (want < pattern.length && (pattern[want] === '?' || pattern[want] === text[at])) {
      want++;
      at++;
    } else if (starAt >= 0) {
      want = starAt + 1;
      at = ++resumeAt;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(want));
}
