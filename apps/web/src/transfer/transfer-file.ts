import type { RequestInput } from '@interlock/cockpit-api';

/** Accounts and roles as a file holds them. */
export type IdentityContent = RequestInput<'iam.import'>['content'];

/** What is wrong with a file before it is sent. */
export type FileFault = 'notJson' | 'tooLarge' | 'notOurs';

/** The largest file that is read, in bytes; the Cockpit takes no larger one. */
export const fileBytesMax = 16 * 1024 * 1024;

/** Reads the text of a file. Whether each item is right, the Cockpit says. */
export function readContent(
  text: string,
): { readonly content: IdentityContent } | { readonly fault: FileFault } {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return { fault: 'notJson' };
  }
  const isOurs =
    typeof read === 'object' &&
    read !== null &&
    (read as { format?: unknown }).format === 'interlock-identity';
  return isOurs ? { content: read as IdentityContent } : { fault: 'notOurs' };
}

/** The name of an exported file: service and day, in letters that every file system takes. */
export function fileName(service: string, nowMs: number): string {
  const words = service.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  return `interlock-identity-${words === '' ? 'service' : words}-${new Date(nowMs).toISOString().slice(0, 10)}.json`;
}
