import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How much of a log is kept. */
export interface LogFileLimits {
  /** A file that would grow beyond this is put aside, in bytes. */
  readonly fileBytesMax: number;
  /** How many files that were put aside are kept; */
  readonly filesMax: number;
  /** and how many bytes in them; */
  readonly totalBytesMax: number;
  /** and for how many days. */
  readonly daysMax: number;
}

/**
 * The limits where none are given, of each file by itself: whoever fills one, such as a stranger who shakes hands in
 * vain, displaces nothing of the others.
 */
export const logFileDefaults: LogFileLimits = {
  fileBytesMax: 20 * 1024 * 1024,
  filesMax: 100,
  totalBytesMax: 200 * 1024 * 1024,
  daysMax: 30,
};

const dayMs = 24 * 60 * 60 * 1_000;

/** The day of a moment, in UTC. */
export function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

/** Puts a log aside: `audit.log` of a day becomes `audit.2026-01-31.1.log`, the next of that day `.2.log`. */
export function putAside(path: string, day: string): void {
  const numbers = rotatedFiles(path)
    .filter((file) => file.day === day)
    .map(({ number }) => number);
  renameSync(path, rotatedPath(path, day, Math.max(0, ...numbers) + 1));
}

/** Removes what was put aside and is beyond the limits, the oldest first. */
export function removeSurplus(path: string, limits: LogFileLimits, nowMs: number): void {
  const oldest = dayOf(nowMs - limits.daysMax * dayMs);
  let bytes = 0;
  for (const [index, file] of rotatedFiles(path).reverse().entries()) {
    bytes += file.bytes;
    if (index >= limits.filesMax || bytes > limits.totalBytesMax || file.day < oldest)
      rmSync(file.path, { force: true });
  }
}

interface RotatedFile {
  readonly path: string;
  readonly day: string;
  readonly number: number;
  readonly bytes: number;
}

/** What was put aside of a log, the oldest first. */
function rotatedFiles(path: string): RotatedFile[] {
  const folder = dirname(path);
  const { stem, ending } = partsOf(path);
  return readdirSync(folder)
    .flatMap((name): RotatedFile[] => {
      if (!name.startsWith(`${stem}.`) || !name.endsWith(ending)) return [];
      const match = /^(\d{4}-\d\d-\d\d)\.(\d{1,9})$/.exec(name.slice(stem.length + 1, -ending.length));
      if (match === null) return [];
      const file = join(folder, name);
      const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      return [{ path: file, day: match[1] ?? '', number: Number(match[2]), bytes }];
    })
    .sort((a, b) => (a.day === b.day ? a.number - b.number : a.day < b.day ? -1 : 1));
}

function rotatedPath(path: string, day: string, number: number): string {
  const { stem, ending } = partsOf(path);
  return join(dirname(path), `${stem}.${day}.${number}${ending}`);
}

function partsOf(path: string): { readonly stem: string; readonly ending: string } {
  const name = path.slice(dirname(path).length + 1);
  return { stem: name.slice(0, -'.log'.length), ending: '.log' };
}
