/**
 * A text that is not longer than its bound: what exceeds is cut, and a mark says how long it was. Half characters
 * are replaced, so that the text has a UTF-8 form.
 *
 * @param lengthMax in UTF-16 code units, the mark included; at least 64.
 */
export function boundedText(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text.toWellFormed();
  const mark = `…[cut: ${text.length} characters]`;
  const kept = text.slice(0, lengthMax - mark.length);
  return kept.replace(/[\ud800-\udbff]$/, '').toWellFormed() + mark;
}
