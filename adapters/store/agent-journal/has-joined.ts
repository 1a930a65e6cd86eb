import { existsSync } from 'node:fs';
import type { AuditEventName } from '@interlock/audit';
import { openUnchanged } from '../sqlite/check-database.ts';

const joined: AuditEventName = 'AgentJoined';

/**
 * Whether the Agent of a journal that was found sound has joined its Controller once, as its audit trail says; nothing
 * is changed. It has had a certificate then.
 */
export function agentHasJoined(path: string): boolean {
  if (!existsSync(path)) return false;
  const database = openUnchanged(path);
  try {
    const sql = 'SELECT 1 FROM audit_record WHERE instr(record, ?) > 0 LIMIT 1';
    return database.prepare(sql).get(`"action":"${joined}"`) !== undefined;
  } finally {
    database.close();
  }
}
