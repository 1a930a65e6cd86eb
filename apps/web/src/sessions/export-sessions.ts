import { csv } from '../list/csv.ts';
import { saveFile } from '../list/save-file.ts';
import { type SessionRow, serviceName } from './sessions-query.ts';

const head = ['account', 'service', 'address', 'client', 'remember me', 'since', 'last use', 'ends'];

/** Gives the sessions as a file. */
export function exportSessions(rows: readonly SessionRow[]): void {
  const lines = rows.map((row) => [
    row.accountName,
    serviceName(row),
    row.address,
    row.userAgent,
    String(row.rememberMe),
    row.startedAt,
    row.lastUsedAt,
    row.endsAt,
  ]);
  saveFile('sessions.csv', csv(head, lines), 'text/csv');
}
