import { type Problem, problem } from '@interlock/base';

/** The refusal of a journal that belongs to another program (semantics §4.8). */
export function foreignJournal(
  path: string,
  role: 'Agent' | 'Controller',
  ownerId: string,
  ownId: string,
): Problem {
  return problem(
    'StorageUnavailable',
    `${path} is the journal of ${role} ${ownerId}, and this is ${role} ${ownId}. ` +
      `Set the id back to ${ownerId}, or move the program's data folder away so that ${ownId} begins anew and joins.`,
  );
}
