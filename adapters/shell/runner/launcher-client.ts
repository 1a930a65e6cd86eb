import { type ChildProcess, spawn } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LauncherCommand, type LauncherReport, lineBytesMax } from '../launcher/launcher-message.ts';
import { readLines } from '../launcher/line-reader.ts';

/** How long a launcher may take to end when it is told to; it waits 2 s for processes that die slowly. */
const closeWaitMs = 5_000;
/** How much of a launcher's last words is kept, in UTF-16 code units. */
const lastWordsLengthMax = 2_000;

/** A living launcher process, seen from its Agent. */
export interface LauncherClient {
  readonly pid: number;
  send(command: LauncherCommand): void;
  /** Resolves when the launcher has ended, with what it last said on stderr. */
  readonly ended: Promise<string>;
  /** Lets it kill every tree and end. */
  close(): Promise<void>;
}

/** Starts a launcher. It has a session of its own: a signal to the Agent's group does not reach it. */
export function startLauncher(
  workFolder: string,
  onReport: (report: LauncherReport) => void,
): LauncherClient {
  // The published form of this package is JavaScript.
  const file = new URL(`../launcher/launcher-main${extname(import.meta.url)}`, import.meta.url);
  const child = spawn(process.execPath, [fileURLToPath(file), workFolder], {
    cwd: '/',
    detached: true,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {}); // it has ended; `ended` says so
  readLines(child.stdout, lineBytesMax, (line) => onReport(JSON.parse(line) as LauncherReport));
  const ended = endOf(child);
  return {
    pid: child.pid ?? 0,
    send: (command) => void child.stdin.write(`${JSON.stringify(command)}\n`),
    ended,
    async close() {
      child.stdin.end();
      const impatience = setTimeout(() => child.kill('SIGKILL'), closeWaitMs);
      await ended;
      clearTimeout(impatience);
    },
  };
}

function endOf(child: ChildProcess): Promise<string> {
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-lastWordsLengthMax);
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', () => resolve(lastWords.trim()));
  });
}
