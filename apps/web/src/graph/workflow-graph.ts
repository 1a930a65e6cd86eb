import {
  asRecord,
  branchesOf,
  countSteps,
  type Instruction,
  kindOf,
  nameOf,
  type StepKind,
} from './instruction.ts';

/** A step of the graph. */
export interface GraphStep {
  /** The position of its instruction without the counts of tries, such as `2/try:0`. */
  readonly id: string;
  readonly kind: StepKind;
  /** What the step is called: its label, its job, its condition. */
  readonly name: string;
  /** The instruction's own word, such as `Fork`. */
  readonly type: string;
  readonly jobName?: string;
  /** How many steps are folded away in it. */
  readonly hidden?: number;
}

/** A way from one step to another. */
export interface GraphWay {
  readonly from: string;
  readonly to: string;
  /** What has to hold, or which branch it is. */
  readonly label?: string;
  /** The way of a failure. */
  readonly isFailure?: boolean;
}

/** A workflow as steps and ways. */
export interface WorkflowGraph {
  readonly steps: readonly GraphStep[];
  readonly ways: readonly GraphWay[];
}

interface Exit {
  readonly from: string;
  readonly label?: string;
  readonly isFailure?: boolean;
}

/** The most steps that are drawn; a workflow holds fewer. */
const stepsMax = 5_000;

/**
 * Makes a graph of a workflow's instructions as they were written. Steps that stand in a folded fork or block become
 * one. An instruction that is not known becomes a step with its word, so that the way through is never broken.
 */
export function workflowGraph(
  instructions: readonly unknown[],
  folded: ReadonlySet<string> = new Set(),
): WorkflowGraph {
  const steps: GraphStep[] = [];
  const ways: GraphWay[] = [];
  const add = (step: GraphStep, from: readonly Exit[]) => {
    if (steps.length >= stepsMax) return;
    steps.push(step);
    for (const exit of from) ways.push({ ...exit, to: step.id });
  };

  const sequence = (list: readonly unknown[], prefix: string, from: readonly Exit[]): readonly Exit[] => {
    let exits = from;
    for (const [index, value] of list.entries()) {
      const instruction = asRecord(value);
      if (instruction.TYPE === 'ImplicitEnd') continue;
      exits = one(instruction, `${prefix}${index}`, exits);
    }
    return exits;
  };

  const one = (instruction: Instruction, id: string, from: readonly Exit[]): readonly Exit[] => {
    const kind = kindOf(String(instruction.TYPE));
    const branches = branchesOf(instruction);
    const step: GraphStep = {
      id,
      kind,
      name: nameOf(instruction),
      type: String(instruction.TYPE ?? '?'),
      ...(typeof instruction.jobName === 'string' ? { jobName: instruction.jobName } : {}),
    };
    if (folded.has(id) && branches.length > 0) {
      add(
        {
          ...step,
          kind: 'folded',
          hidden: branches.reduce((sum, one) => sum + countSteps(one.instructions), 0),
        },
        from,
      );
      return [{ from: id }];
    }
    add(step, from);
    // After Fail and Finish nothing follows, and Retry goes back to its Try.
    if (kind === 'fail' || kind === 'finish' || kind === 'retry') return [];
    if (branches.length === 0) return [{ from: id }];
    const exits = branches.flatMap((branch) =>
      sequence(branch.instructions, `${id}/${branch.name}:`, [
        {
          from: id,
          ...(branch.label === undefined ? {} : { label: branch.label }),
          ...(branch.isFailure ? { isFailure: true } : {}),
        },
      ]),
    );
    if (kind !== 'fork') return exits;
    const joinId = `${id}/join`;
    add({ id: joinId, kind: 'join', name: '', type: 'Join' }, exits);
    return [{ from: joinId }];
  };

  add({ id: 'start', kind: 'start', name: '', type: 'Start' }, []);
  const exits = sequence(instructions, '', [{ from: 'start' }]);
  add({ id: 'end', kind: 'end', name: '', type: 'End' }, exits);
  return { steps, ways };
}

/** The step of the graph at which an order stands; a position inside a folded step leads to that step. */
export function stepAt(position: string, graph: WorkflowGraph): string | undefined {
  const ids = new Set(graph.steps.map((step) => step.id));
  let id = withoutCounts(position);
  while (id !== '') {
    if (ids.has(id)) return id;
    id = id.slice(0, Math.max(0, id.lastIndexOf('/')));
  }
  // Past the last instruction an order is at the end.
  return /^\d+$/.test(position) ? 'end' : undefined;
}

/** A position without the counts of tries and cycles: each try stands at the same step. */
export function withoutCounts(position: string): string {
  return position.replace(/\/(try|catch|cycle)\+[^:/]*:/g, '/$1:');
}

/** Whether a step holds others and can be folded. */
export function canFold(step: GraphStep): boolean {
  return ['fork', 'if', 'try', 'block', 'folded'].includes(step.kind);
}
