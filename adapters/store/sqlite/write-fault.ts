// Nothing of the core is imported here: the writer thread loads this file, and starts the sooner.

/**
 * Why a write was not done.
 * - `conflict`: a constraint or an expectation of the unit does not hold; the store is sound.
 * - `full`: no room on the medium; a later try may succeed.
 * - `broken`: the medium or the file fails; nothing may be written any more.
 * - `program`: the statement itself is wrong.
 */
export interface WriteFault {
  readonly kind: 'conflict' | 'full' | 'broken' | 'program';
  readonly message: string;
}

/** A unit whose constraint or expectation did not hold. Nothing of it was written. */
export class WriteConflict extends Error {
  override readonly name = 'WriteConflict';
}

/** A medium that can't give what a durable write needs. */
export class MediumFault extends Error {
  override readonly name = 'MediumFault';
}

// Primary result codes of SQLite (https://sqlite.org/rescode.html).
const busy = 5;
const locked = 6;
const full = 13;
const constraint = 19;
const broken: ReadonlySet<number> = new Set([7, 8, 10, 11, 14, 15, 22, 26]);

/** Says of an error of node:sqlite what it means for the write. */
export function writeFaultOf(error: unknown): WriteFault {
  if (error instanceof WriteConflict) return { kind: 'conflict', message: error.message };
  if (error instanceof MediumFault) return { kind: 'broken', message: error.message };
  const code = primaryCodeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (code === constraint) return { kind: 'conflict', message };
  if (code === full || code === busy || code === locked) return { kind: 'full', message };
  if (code !== undefined && broken.has(code)) return { kind: 'broken', message };
  return { kind: 'program', message };
}

/** The primary result code of an error of SQLite: the low byte of the extended one. */
export function primaryCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}
