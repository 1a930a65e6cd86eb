import type { ReviewedAccount } from './review-query.ts';

/** One role of an account; an account without roles has one row without. */
export interface ReviewRow {
  readonly id: string;
  readonly account: ReviewedAccount;
  readonly role?: ReviewedAccount['roles'][number];
}

/** What has not been used for so long is worth a question. */
const staleMs = 90 * 86_400_000;

/** The rows of some accounts: one for each role. */
export function reviewRows(accounts: readonly ReviewedAccount[]): readonly ReviewRow[] {
  return accounts.flatMap((account): readonly ReviewRow[] => {
    const key = `${account.identityServiceName}\n${account.accountName}`;
    if (account.roles.length === 0) return [{ id: key, account }];
    return account.roles.map((role) => ({ id: `${key}\n${role.name}`, account, role }));
  });
}

/**
 * Whether a role should be asked about: it has been held for 90 days without any use, or it does not exist any more.
 * Where neither assignment nor use is known, nothing is claimed.
 */
export function isDoubtful({ role }: ReviewRow, nowMs: number): boolean {
  if (role === undefined) return false;
  if (!role.exists) return true;
  const last = role.lastUsed ?? role.since;
  return last !== undefined && nowMs - Date.parse(last) > staleMs;
}
