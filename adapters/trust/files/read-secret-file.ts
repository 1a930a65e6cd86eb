import type { Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { problem, type Result, refuse, Secret, succeed } from '@interlock/base';

const bytesMax = 64 * 1024;

/**
 * Reads a file that holds keys. It is refused where others than its owner may read or write it, or where it belongs
 * to somebody else: a key that others could read is no key.
 *
 * @returns undefined where there is no such file.
 */
export async function readSecretFile(file: string): Promise<Result<Secret | undefined>> {
  const handle = await opened(file);
  if (!handle.ok || handle.value === undefined) return succeedOrRefuse(handle);
  try {
    const fault = faultOf(await handle.value.stat());
    if (fault !== undefined) return refuse(problem('KeyUnusable', `The key file ${file} ${fault}`));
    return succeed(new Secret(await handle.value.readFile('utf8')));
  } finally {
    await handle.value.close();
  }
}

function succeedOrRefuse(handle: Result<FileHandle | undefined>): Result<undefined> {
  return handle.ok ? succeed(undefined) : handle;
}

async function opened(file: string): Promise<Result<FileHandle | undefined>> {
  try {
    return succeed(await open(file, 'r'));
  } catch (error) {
    if (isMissing(error)) return succeed(undefined);
    const why = error instanceof Error ? error.message : String(error);
    return refuse(problem('KeyUnusable', `The key file ${file} can not be opened: ${why}.`));
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function faultOf(stats: Stats): string | undefined {
  if (!stats.isFile()) return 'is no file.';
  if (stats.size > bytesMax) return `is larger than ${bytesMax} bytes.`;
  // Windows has no such bits; its files inherit the rights of the user's folder.
  if (process.platform === 'win32') return undefined;
  if ((stats.mode & 0o077) !== 0) {
    const mode = (stats.mode & 0o777).toString(8).padStart(4, '0');
    return `is open to others than its owner (mode ${mode}). If nobody has read it: chmod 600.`;
  }
  const own = process.getuid?.();
  return stats.uid === own || stats.uid === 0 ? undefined : `belongs to another user (uid ${stats.uid}).`;
}
