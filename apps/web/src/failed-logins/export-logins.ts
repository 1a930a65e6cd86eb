import { csv } from '../list/csv.ts';
import { saveFile } from '../list/save-file.ts';
import type { LoginRow } from './logins-query.ts';

const head = ['time', 'account', 'succeeded', 'reason', 'address', 'client', 'services'];

/** Gives the logins as a file, with the answer of each service. */
export function exportLogins(rows: readonly LoginRow[]): void {
  const lines = rows.map((row) => [
    row.loginDate,
    row.accountName,
    String(row.loginSuccess),
    row.reason,
    row.address,
    row.userAgent,
    row.details.loginHistoryItems
      .map(({ identityServiceName, message }) => `${identityServiceName}: ${message}`)
      .join('; '),
  ]);
  saveFile('logins.csv', csv(head, lines), 'text/csv');
}
