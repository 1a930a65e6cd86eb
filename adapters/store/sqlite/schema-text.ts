import { DatabaseSync } from 'node:sqlite';
import type { DatabaseKind } from './database-kind.ts';

/** The schema that the migrations of a database lead to, as SQL; committed, so that a change of it is seen. */
export function schemaText(kind: DatabaseKind): string {
  const database = new DatabaseSync(':memory:');
  try {
    for (const { sql } of kind.migrations) database.exec(sql);
    const objects = database
      .prepare(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
      )
      .all();
    const statements = objects.map(({ sql }) => `${withoutIndent(String(sql))};`);
    return [`-- Generated from the migrations of ${kind.title} by npm run generate.`, ...statements, ''].join(
      '\n\n',
    );
  } finally {
    database.close();
  }
}

function withoutIndent(sql: string): string {
  return sql.replaceAll('\n    ', '\n');
}
