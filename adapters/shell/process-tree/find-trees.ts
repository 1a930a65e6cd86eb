import type { ProcessIdentity } from '@interlock/workflow';
import type { ProcessEntry, ProcessSigns, ProcessTable } from '../process-table/process-table.ts';

/** A step's process tree, and by what it is known. */
export interface SoughtTree {
  /** The value of INTERLOCK_JOB in the step's environment. */
  readonly marker: string;
  /** The step's folder, in which its output pipes were made. */
  readonly folder: string;
  /** The main process, a session leader; absent where nobody was told of it. */
  readonly main?: ProcessIdentity;
  /** The main process was seen alive a moment ago, so its number can not have been given to another since. */
  readonly justSeen: boolean;
}

/**
 * Finds the living processes of trees, in one look at the table: by marker or output pipe, by the main process's
 * session, and by descent from any of these (semantics §5.5). The looker, its parent and process 1 are never found.
 */
export function findTrees(table: ProcessTable, trees: readonly SoughtTree[]): readonly ProcessEntry[] {
  const spared = new Set([1, process.pid, process.ppid]);
  const entries = table.list().filter(({ pid, isZombie }) => !isZombie && !spared.has(pid));
  const signs = rememberedSigns(table);
  const bootId = table.bootId();
  const found = new Set(trees.flatMap((tree) => membersOf(table, tree, entries, signs, bootId)));
  addDescendants(found, entries);
  return [...found];
}

type SignsOf = (entry: ProcessEntry) => ProcessSigns;

function rememberedSigns(table: ProcessTable): SignsOf {
  const known = new Map<ProcessEntry, ProcessSigns>();
  return (entry) => {
    const signs = known.get(entry) ?? table.signsOf(entry);
    known.set(entry, signs);
    return signs;
  };
}

function membersOf(
  table: ProcessTable,
  tree: SoughtTree,
  entries: readonly ProcessEntry[],
  signsOf: SignsOf,
  bootId: string,
): readonly ProcessEntry[] {
  const { main } = tree;
  if (main !== undefined && main.bootId !== bootId) return []; // nothing outlives the machine
  const candidates =
    main === undefined ? entries : entries.filter((entry) => table.mayFollow(entry, main.startTime));
  const marked = candidates.filter((entry) => showsSigns(signsOf(entry), tree));
  if (main === undefined || !sessionIsOurs(tree, main, entries, marked)) return marked;
  return [...marked, ...candidates.filter(({ sessionId }) => sessionId === main.pid)];
}

function showsSigns({ markers, outputs }: ProcessSigns, { marker, folder }: SoughtTree): boolean {
  return markers.includes(marker) || outputs.some((path) => path.startsWith(`${folder}/`));
}

// A session keeps its number as long as one of its processes lives. After that the number may come back as somebody
// else's session, whose members must not be touched.
function sessionIsOurs(
  tree: SoughtTree,
  main: ProcessIdentity,
  entries: readonly ProcessEntry[],
  marked: readonly ProcessEntry[],
): boolean {
  const leader = entries.find(({ pid }) => pid === main.pid);
  if (leader !== undefined) return leader.startTime === main.startTime;
  return tree.justSeen || marked.some(({ sessionId }) => sessionId === main.pid);
}

function addDescendants(found: Set<ProcessEntry>, entries: readonly ProcessEntry[]): void {
  const children = Map.groupBy(entries, ({ parentPid }) => parentPid);
  // A set is walked in the order of insertion, what is added on the way included.
  for (const { pid } of found) for (const child of children.get(pid) ?? []) found.add(child);
}
