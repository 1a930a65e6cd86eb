import type { Fields } from './fields.ts';
import { given } from './given.ts';
import { retryDelaysMax, secondsMax, triesMax } from './limits.ts';
import { takeBlock } from './take-block.ts';
import { takeLabel } from './take-label.ts';
import { takeList } from './take-list.ts';
import { isWholeAt, takeWhole } from './take-value.ts';
import type { Instruction } from './workflow.ts';

/** Reads a Try. */
export function parseTry(fields: Fields, depth: number): Instruction {
  const maxTries = takeWhole(fields, ['maxTries'], { min: 1, max: triesMax });
  const retryDelays = takeRetryDelays(fields);
  return given({
    TYPE: 'Try',
    ...takeLabel(fields),
    maxTries,
    retryDelays,
    try: takeBlock(fields, 'try', depth),
    catch: takeBlock(fields, 'catch', depth, 0),
  }) as Instruction;
}

function takeRetryDelays(fields: Fields): readonly number[] | undefined {
  const list = takeList(fields, 'retryDelays', { min: 0, max: retryDelaysMax });
  const bounds = { min: 0, max: secondsMax };
  const delays = list.filter((value, index) =>
    isWholeAt(fields.report, value, `${fields.field}.retryDelays[${index}]`, bounds),
  );
  return delays.length === 0 ? undefined : (delays as readonly number[]);
}
