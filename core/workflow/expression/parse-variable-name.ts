import { type Cursor, fail, found, take } from './cursor.ts';

/** The name behind `$`, on which the cursor stands. */
export function parseVariableName(cursor: Cursor): string {
  const at = cursor.at;
  cursor.at++;
  if (cursor.source.charAt(cursor.at) !== '{') {
    return (
      take(cursor, /[\p{L}_][\p{L}\p{N}_]*/uy) ?? fail(at, 'the name of a variable is expected behind $')
    );
  }
  cursor.at++;
  const name =
    take(cursor, /[^{}"'\r\n]{1,255}/y) ?? fail(at, 'the name of a variable is expected behind ${');
  if (cursor.source.charAt(cursor.at) !== '}')
    fail(cursor.at, `} is expected, but there is ${found(cursor)}`);
  cursor.at++;
  return name;
}
