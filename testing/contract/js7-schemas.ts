import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Shape } from './shape.ts';
import { type PlacedSchema, type SchemaObject, shapeOf } from './shape-of.ts';

/** The published schemas of a call; absent where none is published for that side. */
export interface Js7Call {
  readonly request?: Shape;
  readonly response?: Shape;
}

/**
 * Reads the schemas of JS7's API out of a folder: `INDEX.md` with one table row for each call, and `api/schemas` with
 * the files that it names. `ok` in a row stands for `common/ok-schema.json`.
 *
 * @returns by the path of a call; undefined where the index has no such call.
 */
export function js7Schemas(folder: string): (path: string) => Js7Call | undefined {
  const rows = new Map(indexRows(readFileSync(join(folder, 'INDEX.md'), 'utf8')));
  const shape = (name: string): Shape | undefined => {
    const file = name === 'ok' ? 'common/ok-schema.json' : name;
    if (!file.endsWith('.json')) return undefined;
    return shapeOf(read(join(folder, 'api/schemas', file)), (reference, from) =>
      read(join(dirname(from), reference)),
    );
  };
  return (path) => {
    const row = rows.get(path);
    if (row === undefined) return undefined;
    const [request, response] = [shape(row.request), shape(row.response)];
    return { ...(request === undefined ? {} : { request }), ...(response === undefined ? {} : { response }) };
  };
}

interface IndexRow {
  readonly request: string;
  readonly response: string;
}

/** The calls of an index; a row may name several paths. Words beside a file’s name are passed over. */
function indexRows(text: string): readonly [path: string, row: IndexRow][] {
  return text.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const [, paths = '', , request = '', response = ''] = cells;
    if (cells.length < 6 || !paths.startsWith('/')) return [];
    const row = { request: firstWord(request), response: firstWord(response) };
    return paths.split(',').map((path): [string, IndexRow] => [path.trim(), row]);
  });
}

function firstWord(cell: string): string {
  return cell.split(' ')[0] ?? '';
}

function read(file: string): PlacedSchema {
  return { schema: JSON.parse(readFileSync(file, 'utf8')) as SchemaObject, place: file };
}
