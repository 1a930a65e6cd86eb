import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { KeptEnd } from './launcher-message.ts';

/**
 * The file in which a launcher whose Agent has died leaves the ends that the Agent had not confirmed, one JSON text
 * per line. An end that is not in it never happened: the step is lost.
 */
export function keptEndsFile(workFolder: string): string {
  return join(workFolder, '.ends');
}

/** Adds ends, durably. */
export function keepEnds(workFolder: string, ends: readonly KeptEnd[]): void {
  if (ends.length === 0) return;
  const file = openSync(keptEndsFile(workFolder), 'a', 0o600);
  try {
    writeSync(file, ends.map((end) => `${JSON.stringify(end)}\n`).join(''));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The ends that earlier launchers left, by step. A line that was cut off by a crash counts as not written. */
export function readKeptEnds(workFolder: string): ReadonlyMap<string, KeptEnd['end']> {
  const lines = readOrEmpty(keptEndsFile(workFolder)).split('\n');
  return new Map(lines.flatMap((line) => parse(line)));
}

/** Forgets them all. */
export function removeKeptEnds(workFolder: string): void {
  rmSync(keptEndsFile(workFolder), { force: true });
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

function parse(line: string): readonly [string, KeptEnd['end']][] {
  try {
    const { stepId, end } = JSON.parse(line) as KeptEnd;
    return [[stepId, end]];
  } catch {
    return [];
  }
}
