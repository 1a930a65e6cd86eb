import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessIdentity } from '@interlock/workflow';

function fileIn(workFolder: string): string {
  return join(workFolder, '.launcher');
}

/** Leaves the launcher's identity, so that the next Agent can wait until this launcher has ended its work. */
export function writeLauncherIdentity(workFolder: string, identity: ProcessIdentity): void {
  const file = fileIn(workFolder);
  writeFileSync(`${file}.new`, JSON.stringify(identity), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The identity of the last launcher, dead or alive; nothing where none was ever started. */
export function readLauncherIdentity(workFolder: string): ProcessIdentity | undefined {
  try {
    const { bootId, pid, startTime } = JSON.parse(readFileSync(fileIn(workFolder), 'utf8'));
    return typeof pid === 'number'
      ? { bootId: String(bootId), pid, startTime: String(startTime) }
      : undefined;
  } catch {
    return undefined;
  }
}
