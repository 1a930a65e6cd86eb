/**
 * A place in a workflow, in JS7's form: the index of an instruction, then for each block within it the branch and the
 * index therein, such as `[1, "then", 0]` or `[2, "try+0", 1, "fork+A", 0]`. An index equal to the number of
 * instructions of its block is the block's end. The number behind `try+` and `catch+` counts the tries from 0.
 */
export type Position = readonly (number | string)[];

/** A position together with the version of the workflow in which it stands. */
export interface WorkflowPosition {
  readonly workflow: WorkflowId;
  readonly position: Position;
}

/** One version of a workflow. */
export interface WorkflowId {
  /** The full path, canonical. */
  readonly path: string;
  readonly versionId: string;
}

/** The deepest position, in parts; a workflow that keeps its bounds has none deeper. */
export const positionPartsMax = 120;

const branchForm =
  /^(?:then(?:\+[1-9][0-9]{0,6})?|else|(?:try|catch)(?:\+(?:0|[1-9][0-9]{0,6}))?|fork\+[^/:|+]{1,10})$/u;

/** A position as text: `1/then:0`, `2/try+0:1/fork+A:0`. */
export function printPosition(position: Position): string {
  return position
    .map((part, at) => (at === 0 ? part : typeof part === 'string' ? `/${part}` : `:${part}`))
    .join('');
}

/** Reads what {@link printPosition} prints; undefined where it is no position. */
export function parsePosition(text: string): Position | undefined {
  if (text.length > 4_000) return undefined;
  const parts = text
    .split(/[/:]/)
    .map((part, at) => (at % 2 === 0 && /^[0-9]{1,7}$/.test(part) ? Number(part) : part));
  const position = positionFrom(parts);
  return position !== undefined && printPosition(position) === text ? position : undefined;
}

/** Reads a position from JSON; undefined where it is none. Whether the workflow has it is another question. */
export function positionFrom(input: unknown): Position | undefined {
  if (!Array.isArray(input) || input.length % 2 === 0 || input.length > positionPartsMax) return undefined;
  const isPosition = input.every((part, at) =>
    at % 2 === 0
      ? Number.isSafeInteger(part) && part >= 0
      : typeof part === 'string' && branchForm.test(part),
  );
  return isPosition ? input : undefined;
}

/** The position of the next instruction of the same block. */
export function nextPosition(position: Position): Position {
  const index = position.at(-1);
  return [...position.slice(0, -1), Number(index) + 1];
}

/** The position of the instruction in whose block a position stands; undefined at the top. */
export function outerPosition(position: Position): Position | undefined {
  return position.length < 3 ? undefined : position.slice(0, -2);
}

/** The branch of the block in which a position stands; undefined at the top. */
export function branchOf(position: Position): string | undefined {
  const branch = position.at(-2);
  return typeof branch === 'string' ? branch : undefined;
}

/** The number behind a branch such as `try+2`; undefined for a branch of another name. */
export function tryNumber(branch: string | undefined, name: 'try' | 'catch'): number | undefined {
  const digits = branch?.startsWith(`${name}+`) ? branch.slice(name.length + 1) : undefined;
  return digits === undefined ? undefined : Number(digits);
}

/** Whether two positions are the same. */
export function isSamePosition(one: Position, other: Position): boolean {
  return one.length === other.length && one.every((part, at) => part === other[at]);
}

/** The beginning of a position up to and with its innermost Fork's branch: where a child order lives. */
export function forkPrefix(position: Position): Position {
  const at = position.findLastIndex((part) => typeof part === 'string' && part.startsWith('fork+'));
  return position.slice(0, at + 1);
}
