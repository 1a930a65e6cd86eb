import { ProblemError, problem } from '@interlock/base';
import { WriteConflict, type WriteFault } from './write-fault.ts';

/** The error with which a write is rejected. */
export function errorOf(fault: WriteFault): Error {
  if (fault.kind === 'conflict') return new WriteConflict(fault.message);
  if (fault.kind === 'program') return new Error(`a statement of the store is wrong: ${fault.message}`);
  return storageUnavailable(fault.message);
}

/** The refusal of every call that the store can not serve. */
export function storageUnavailable(why: string, cause?: unknown): ProblemError {
  const refusal = problem('StorageUnavailable', `The data store can not be used: ${why}.`);
  return new ProblemError(refusal, cause === undefined ? undefined : { cause });
}
