import { existsSync } from 'node:fs';
import { openUnchanged } from '../sqlite/check-database.ts';

/**
 * Whether an audit chain has begun in a database that was found sound; nothing is changed. Before, a program has made
 * nothing yet that could be lost with a key.
 */
export function hasAuditRecords(path: string): boolean {
  if (!existsSync(path)) return false;
  const database = openUnchanged(path);
  try {
    return database.prepare('SELECT 1 FROM audit_record LIMIT 1').get() !== undefined;
  } finally {
    database.close();
  }
}
