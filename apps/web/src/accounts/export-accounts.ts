import { csv } from '../list/csv.ts';
import { saveFile } from '../list/save-file.ts';
import { accountState } from './account-look.ts';
import { type AccountsAsk, readAllAccounts } from './accounts-query.ts';

const head = ['service', 'account', 'email', 'state', 'roles', 'last login', 'created'];

/** Gives the accounts that the list shows as a file, also those that have not been scrolled to. */
export async function exportAccounts(asked: AccountsAsk): Promise<void> {
  const rows = await readAllAccounts(asked);
  const lines = rows.map((row) => [
    row.identityServiceName,
    row.accountName,
    row.email ?? '',
    accountState(row),
    row.roles.join(' '),
    row.lastLogin ?? '',
    row.created,
  ]);
  saveFile('accounts.csv', csv(head, lines), 'text/csv');
}
