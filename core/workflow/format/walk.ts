import type { Position } from './position.ts';
import type { Block, Instruction, Workflow } from './workflow.ts';

/** An instruction in its place. */
export interface Place {
  readonly instruction: Instruction;
  /** With the first try of each Try: `try+0` and `catch+0`. */
  readonly position: Position;
  /** Where it stands in the JSON, such as `instructions[0].then.instructions[1]`. */
  readonly field: string;
  /** How many blocks it stands in; 1 at the top. */
  readonly depth: number;
}

/** A block of an instruction, with the branch of its positions. */
export interface InnerBlock {
  readonly branch: string;
  readonly block: Block;
  /** Where it stands in the instruction's JSON. */
  readonly field: string;
}

/** Every instruction of a workflow, each before those in its blocks, as they are written. For graphs and checks. */
export function* walk({ instructions }: Workflow): Generator<Place, void> {
  yield* walkBlock({ instructions }, [], '', 1);
}

function* walkBlock(
  block: Block,
  outer: Position,
  outerField: string,
  depth: number,
): Generator<Place, void> {
  for (const [index, instruction] of block.instructions.entries()) {
    const position = [...outer, index];
    const field = `${outerField}instructions[${index}]`;
    yield { instruction, position, field, depth };
    for (const inner of blocksOf(instruction)) {
      yield* walkBlock(inner.block, [...position, inner.branch], `${field}.${inner.field}.`, depth + 1);
    }
  }
}

/** The blocks of an instruction, in the order in which they are written. */
export function blocksOf(instruction: Instruction): readonly InnerBlock[] {
  switch (instruction.TYPE) {
    case 'If':
      return [{ branch: 'then', block: instruction.then, field: 'then' }, ...elseOf(instruction.else)];
    case 'CaseWhen':
      return [
        ...instruction.cases.map(({ then }, index) => ({
          branch: caseBranch(index),
          block: then,
          field: `cases[${index}].then`,
        })),
        ...elseOf(instruction.else),
      ];
    case 'Fork':
      return instruction.branches.map(({ id, workflow }, index) => ({
        branch: `fork+${id}`,
        block: workflow,
        field: `branches[${index}].workflow`,
      }));
    case 'Try':
      return [
        { branch: 'try+0', block: instruction.try, field: 'try' },
        { branch: 'catch+0', block: instruction.catch, field: 'catch' },
      ];
    default:
      return [];
  }
}

function elseOf(block: Block | undefined): readonly InnerBlock[] {
  return block === undefined ? [] : [{ branch: 'else', block, field: 'else' }];
}

/** The branch of the case with this index, counted from 0. */
export function caseBranch(index: number): string {
  return index === 0 ? 'then' : `then+${index + 1}`;
}

/** The positions of all instructions, each before those in its blocks. */
export function positionsOf(workflow: Workflow): readonly Position[] {
  return Array.from(walk(workflow), ({ position }) => position);
}
