/** Something of the X.509 library in PEM (RFC 7468), ended by a line break so that blocks can stand behind each other. */
export function pemText(item: { toString(format: 'pem'): string }): string {
  return `${item.toString('pem').trim()}\n`;
}
