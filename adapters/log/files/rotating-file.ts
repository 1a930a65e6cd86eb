import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { dayOf, type LogFileLimits, putAside, removeSurplus } from './rotated-files.ts';

/** A log file and how it is kept. */
export interface RotatingFileOptions {
  /** Absolute, and ends with `.log`. */
  readonly path: string;
  readonly limits: LogFileLimits;
  readonly now: () => number;
  /** Told once when nothing can be written any more, until it can again. */
  readonly failed: (error: Error) => void;
}

/** A log that is appended to line by line. */
export interface RotatingFile {
  /** Appends a line; its end is added. @returns whether it stands in the file now. */
  write(line: string): boolean;
  /** How many lines could not be written since this was last asked, once they can again; else 0. */
  takeLost(): number;
  close(): void;
}

/** How long a file that could not be written is left alone, in milliseconds. */
const retryMs = 5_000;

/** How often it is looked whether the file is still the one at its path, in milliseconds. */
const lookMs = 10_000;

interface OpenFile {
  readonly descriptor: number;
  readonly inode: number;
  readonly day: string;
  bytes: number;
  lookAtMs: number;
}

/**
 * Opens a log at its first line. Each line is in the file when the call returns, so that a program that dies has said
 * its last words; several processes may append to one file. Nothing here throws: what can not be written is counted.
 */
export function rotatingFile({ path, limits, now, failed }: RotatingFileOptions): RotatingFile {
  let file: OpenFile | undefined;
  let retryAtMs = 0;
  let lost = 0;
  let isFailing = false;

  function drop(): void {
    const dropped = file;
    file = undefined;
    if (dropped !== undefined) attempt(() => closeSync(dropped.descriptor));
  }

  function ready(lineBytes: number, nowMs: number): OpenFile {
    if (file !== undefined && nowMs >= file.lookAtMs) {
      file.lookAtMs = nowMs + lookMs;
      if (statSync(path, { throwIfNoEntry: false })?.ino !== file.inode) drop();
    }
    file ??= openFile(path, nowMs);
    const isFull = file.bytes > 0 && file.bytes + lineBytes > limits.fileBytesMax;
    if (isFull || (file.bytes > 0 && file.day !== dayOf(nowMs))) {
      const { day } = file;
      drop();
      putAside(path, day);
      removeSurplus(path, limits, nowMs);
      file = openFile(path, nowMs);
    }
    return file;
  }

  return {
    write(line) {
      const nowMs = now();
      if (isFailing && nowMs < retryAtMs) {
        lost += 1;
        return false;
      }
      try {
        const bytes = Buffer.from(`${line}\n`);
        append(ready(bytes.length, nowMs), bytes);
        isFailing = false;
        return true;
      } catch (error) {
        drop();
        lost += 1;
        retryAtMs = nowMs + retryMs;
        if (!isFailing) failed(error instanceof Error ? error : new Error(String(error)));
        isFailing = true;
        return false;
      }
    },
    takeLost() {
      if (isFailing) return 0;
      const count = lost;
      lost = 0;
      return count;
    },
    close: drop,
  };
}

function openFile(path: string, nowMs: number): OpenFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW } = constants;
  const descriptor = openSync(path, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600);
  try {
    const { ino, mode, mtimeMs, size } = fstatSync(descriptor);
    if ((mode & 0o077) !== 0) fchmodSync(descriptor, 0o600);
    const day = dayOf(size === 0 ? nowMs : mtimeMs);
    return { descriptor, inode: ino, day, bytes: size, lookAtMs: nowMs + lookMs };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** Writes all of a line or, where the medium takes only part of it, nothing. */
function append(file: OpenFile, bytes: Buffer): void {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(file.descriptor, bytes, written);
  } catch (error) {
    if (written > 0) attempt(() => ftruncateSync(file.descriptor, fstatSync(file.descriptor).size - written));
    throw error;
  }
  file.bytes += bytes.length;
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // What failed before is what counts.
  }
}
