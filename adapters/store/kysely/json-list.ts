import { type Expression, type RawBuilder, sql } from 'kysely';

/**
 * The values of a list as a subquery: `column IN (${jsonList(values)})`. One parameter however long the list is, so
 * that no limit of parameters is met and the statement stays the same.
 */
export function jsonList<T extends string | number>(values: readonly T[]): RawBuilder<T> {
  return sql<T>`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

/** A folder, and whether what lies below it counts too. */
interface Folder {
  readonly folder: string;
  readonly recursive: boolean;
}

/** Whether a column that holds a folder lies within one of these; an empty list holds nothing. */
export function withinFolders(
  column: Expression<string | null>,
  folders: readonly Folder[],
): RawBuilder<boolean> {
  const borders = folders.map(({ folder, recursive }) => ({
    folder,
    // Below /a is what begins with /a/, that is, from /a/ on and before /a0: the character after the slash.
    from: recursive ? (folder === '/' ? '/' : `${folder}/`) : '',
    to: recursive ? (folder === '/' ? '0' : `${folder}0`) : '',
  }));
  // The inner query names its columns so that none of json_each's own (parent, path, type …) takes the outer's place.
  return sql<boolean>`EXISTS (
    SELECT 1 FROM (
      SELECT value ->> 'folder' AS border_folder, value ->> 'from' AS border_from, value ->> 'to' AS border_to
      FROM json_each(${JSON.stringify(borders)})
    )
    WHERE ${column} = border_folder OR (${column} >= border_from AND ${column} < border_to)
  )`;
}

/** A pattern of `*` and `?` for GLOB: what else GLOB would read as a sign stands for itself. */
export function globPattern(pattern: string): string {
  return pattern.replaceAll('[', '[[]');
}
