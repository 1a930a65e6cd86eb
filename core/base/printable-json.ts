/**
 * Escapes in a JSON text what a terminal or a viewer would obey in place of showing: control and format characters,
 * bidirectional marks, line separators. The value stays the same; only text within strings is touched.
 *
 * @param text JSON without white space outside its strings, such as `canonicalJson` and `JSON.stringify` give.
 */
export function printableJson(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeCharacter);
}

/** Escapes everything outside ASCII in a JSON text, so that each of its characters is one byte. */
export function asciiJson(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, escapeCharacter);
}

function escapeCharacter(character: string): string {
  let escaped = '';
  for (let at = 0; at < character.length; at++)
    escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return escaped;
}
