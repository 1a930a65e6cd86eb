import { type Position, tryNumber } from './position.ts';
import { blocksOf } from './walk.ts';
import type { Block, Instruction, Workflow } from './workflow.ts';

/**
 * The instruction at a position; `end` behind the last one of a block; undefined where the workflow has no such
 * position. Any number of a try is taken.
 */
export function instructionAt(workflow: Workflow, position: Position): Instruction | 'end' | undefined {
  const block = blockAt(workflow, position.slice(0, -1));
  const index = position.at(-1);
  if (block === undefined || typeof index !== 'number') return undefined;
  return index === block.instructions.length ? 'end' : block.instructions[index];
}

/** The block behind a position's index and branch; the whole workflow for the empty position. */
export function blockAt(workflow: Workflow, blockPosition: Position): Block | undefined {
  let block: Block | undefined = workflow;
  for (let at = 0; at + 1 < blockPosition.length && block !== undefined; at += 2) {
    const [index, branch] = blockPosition.slice(at, at + 2);
    const instruction: Instruction | undefined = block.instructions[Number(index)];
    block = instruction && innerBlock(instruction, String(branch));
  }
  return block;
}

function innerBlock(instruction: Instruction, branch: string): Block | undefined {
  if (instruction.TYPE === 'Try') {
    if (tryNumber(branch, 'try') !== undefined) return instruction.try;
    return tryNumber(branch, 'catch') === undefined ? undefined : instruction.catch;
  }
  return blocksOf(instruction).find((inner) => inner.branch === branch)?.block;
}

/** The position of the instruction with this label; undefined where there is none. */
export function positionOfLabel(workflow: Workflow, label: string): Position | undefined {
  const search = (block: Block, outer: Position): Position | undefined => {
    for (const [index, instruction] of block.instructions.entries()) {
      const position = [...outer, index];
      if (instruction.label === label) return position;
      for (const inner of blocksOf(instruction)) {
        const found = search(inner.block, [...position, inner.branch]);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
  return search(workflow, []);
}
