/**
 * Rows as comma-separated values (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe
 * before it, so that what a stranger named an order is never reckoned.
 */
export function csv(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, ...rows]
    .map((row) => row.map(cell).join(','))
    .join('\r\n')
    .concat('\r\n');
}

function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
