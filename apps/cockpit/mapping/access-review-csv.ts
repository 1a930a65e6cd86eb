import type { ResponseOf } from '@interlock/cockpit-api';

type Reviewed = ResponseOf<'iam.access_review'>['accounts'][number];

const head = [
  'identityService',
  'account',
  'state',
  'created',
  'lastLogin',
  'lastUsed',
  'role',
  'roleExists',
  'roleSince',
  'roleLastUsed',
  'unusedPermissions',
];

/**
 * A review of access as a table for a spreadsheet (RFC 4180): one line for each role of an account, and one for an
 * account without any.
 */
export function accessReviewCsv(accounts: readonly Reviewed[]): string {
  const lines = accounts.flatMap((account) =>
    (account.roles.length === 0 ? [undefined] : account.roles).map((role) => [
      account.identityServiceName,
      account.accountName,
      account.state,
      account.created,
      account.lastLogin ?? '',
      account.lastUsed ?? '',
      role?.name ?? '',
      role === undefined ? '' : String(role.exists),
      role?.since ?? '',
      role?.lastUsed ?? '',
      account.unusedPermissions.join(' '),
    ]),
  );
  return [head, ...lines].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

/** One cell. What a spreadsheet would take for a formula gets an apostrophe before it, so that it stays a text. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
