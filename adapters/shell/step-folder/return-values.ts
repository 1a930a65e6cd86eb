import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { objectName, type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import type { ReturnValues } from '@interlock/workflow';

/** The largest file of return values, in bytes. */
export const returnValuesBytesMax = 64 * 1024;
/** The most values that a step may return. */
export const returnValuesMax = 1_000;

// Names through which a careless reader of JSON changes the prototype of its objects.
const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads the lines `name=value` that a script wrote. A value ends with its line; a name that comes again replaces what
 * stood; empty lines are skipped. Anything else in the file refuses the whole of it, naming the line.
 */
export function parseReturnValues(text: string): Result<ReturnValues> {
  const values = new Map<string, string>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const cut = line.indexOf('=');
    const name = line.slice(0, Math.max(cut, 0));
    const fault = cut < 0 ? 'has no equals sign' : faultIn(name, line.slice(cut + 1));
    if (fault !== undefined) return refuse(invalid(`line ${index + 1} ${fault}`));
    values.set(name, line.slice(cut + 1));
    if (values.size > returnValuesMax)
      return refuse(invalid(`there are more than ${returnValuesMax} values`));
  }
  return succeed(Object.fromEntries(values));
}

function faultIn(name: string, value: string): string | undefined {
  if (!objectName(name).ok || forbiddenNames.has(name)) return 'has a name that is not canonical';
  return value.includes('\0') ? 'has a value with NUL' : undefined;
}

/**
 * Reads the file of return values. What is not a plain file of at most {@link returnValuesBytesMax} bytes of UTF-8 is
 * refused: the script may have put anything in its place. No file means no values.
 */
export async function readReturnValues(path: string): Promise<Result<ReturnValues>> {
  try {
    // Neither through a link that leads elsewhere nor waiting at a FIFO.
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stat = await file.stat();
      if (!stat.isFile()) return refuse(invalid('it is not a plain file'));
      // Most scripts return nothing.
      if (stat.size === 0) return succeed({});
      if (stat.size > returnValuesBytesMax)
        return refuse(invalid(`it is longer than ${returnValuesBytesMax} bytes`));
      const { buffer, bytesRead } = await file.read(Buffer.alloc(stat.size + 1));
      if (bytesRead !== stat.size) return refuse(invalid('it is still being written'));
      return parseReturnValues(
        new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, bytesRead)),
      );
    } finally {
      await file.close();
    }
  } catch (error) {
    return faultAsResult(error);
  }
}

function faultAsResult(error: unknown): Result<ReturnValues> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return succeed({});
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return refuse(invalid('it is not UTF-8'));
  return refuse(invalid(`it can not be read (${String(code ?? error)})`));
}

function invalid(fault: string): Problem {
  return problem('InvalidArguments', `The return values are refused: ${fault}.`, { field: 'returnValues' });
}
