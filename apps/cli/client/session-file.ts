import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** What the command line keeps between two commands: where the Cockpit is, and the token of the session. */
export interface StoredSession {
  readonly url: string;
  readonly account: string;
  readonly token: string;
  /** The Controller that commands are meant for where none is named. */
  readonly controllerId: string;
  /** A file of certificates that the Cockpit's HTTPS is held against. */
  readonly caFile?: string;
}

/** Where the session is kept: the user's configuration folder. */
export function sessionPath(env: Readonly<Record<string, string | undefined>>): string {
  return join(env.XDG_CONFIG_HOME || join(env.HOME || homedir(), '.config'), 'interlock', 'session.json');
}

/** The stored session, if there is one. */
export function readSession(path: string): StoredSession | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as StoredSession;
  } catch {
    return undefined;
  }
}

/** Stores the session for this user alone (0600), whole or not at all. */
export function writeSession(path: string, session: StoredSession): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(session)}\n`, { mode: 0o600 });
  chmodSync(temporary, 0o600);
  renameSync(temporary, path);
}

/** Forgets the session. */
export function forgetSession(path: string): void {
  rmSync(path, { force: true });
}
