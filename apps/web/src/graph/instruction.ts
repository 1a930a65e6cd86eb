/** What a step of the graph is. */
export type StepKind =
  | 'start'
  | 'end'
  | 'job'
  | 'fork'
  | 'join'
  | 'if'
  | 'try'
  | 'retry'
  | 'fail'
  | 'finish'
  | 'block'
  | 'other'
  | 'folded';

/** A branch of an instruction. */
export interface Branch {
  readonly name: string;
  readonly instructions: readonly unknown[];
  readonly label?: string;
  readonly isFailure?: boolean;
}

/** An instruction as it was written: nothing of it is sure. */
export type Instruction = Readonly<Record<string, unknown>>;

const kinds: Readonly<Record<string, StepKind>> = {
  'Execute.Named': 'job',
  Fork: 'fork',
  ForkList: 'fork',
  If: 'if',
  CaseWhen: 'if',
  Try: 'try',
  Retry: 'retry',
  Fail: 'fail',
  Finish: 'finish',
  Lock: 'block',
  Cycle: 'block',
  ConsumeNotices: 'block',
  StickySubagent: 'block',
  Options: 'block',
  AdmissionTime: 'block',
};

/** What step an instruction becomes. */
export function kindOf(type: string): StepKind {
  return Object.hasOwn(kinds, type) ? (kinds[type] as StepKind) : 'other';
}

/** What a step is called. */
export function nameOf(instruction: Instruction): string {
  const { TYPE, label, jobName, predicate, message, question, duration, workflowName } = instruction;
  if (TYPE === 'Lock') return locksOf(instruction);
  const known =
    TYPE === 'Execute.Named'
      ? [label, jobName]
      : [predicate, label, message, question, duration, workflowName];
  return String(known.find((name) => typeof name === 'string' && name !== '') ?? '');
}

function locksOf(instruction: Instruction): string {
  const demands = Array.isArray(instruction.demands) ? instruction.demands : [instruction];
  return demands.map((demand) => String(asRecord(demand).lockName ?? '')).join(', ');
}

/** The branches of an instruction, with the names that positions have for them. */
export function branchesOf(instruction: Instruction): readonly Branch[] {
  switch (instruction.TYPE) {
    case 'Fork':
      return list(instruction.branches).map((value) => {
        const branch = asRecord(value);
        return {
          name: `fork+${branch.id}`,
          label: String(branch.id ?? ''),
          instructions: block(branch.workflow),
        };
      });
    case 'ForkList':
      return [{ name: 'fork', instructions: block(instruction.workflow) }];
    case 'If':
      return waysOfIf([{ then: instruction.then, predicate: 'then' }], instruction.else);
    case 'CaseWhen':
      return waysOfIf(list(instruction.cases).map(asRecord), instruction.else);
    case 'Try':
      return [
        { name: 'try', instructions: block(instruction.try) },
        { name: 'catch', instructions: block(instruction.catch), isFailure: true, label: 'catch' },
      ];
    case 'Lock':
      return [{ name: 'lock', instructions: block(instruction.lockedWorkflow) }];
    case 'Cycle':
      return [{ name: 'cycle', instructions: block(instruction.cycleWorkflow) }];
    case 'ConsumeNotices':
    case 'StickySubagent':
    case 'Options':
    case 'AdmissionTime':
      return [{ name: 'block', instructions: block(instruction.subworkflow ?? instruction.block) }];
    default:
      return [];
  }
}

function waysOfIf(cases: readonly Instruction[], otherwise: unknown): readonly Branch[] {
  return [
    ...cases.map((one, index) => ({
      name: index === 0 ? 'then' : `then+${index + 1}`,
      label: String(one.predicate ?? ''),
      instructions: block(one.then),
    })),
    { name: 'else', label: 'else', instructions: block(otherwise) },
  ];
}

/** How many instructions there are, those inside of others among them. */
export function countSteps(instructions: readonly unknown[]): number {
  return instructions.reduce<number>(
    (sum, value) =>
      sum + 1 + branchesOf(asRecord(value)).reduce((inner, one) => inner + countSteps(one.instructions), 0),
    0,
  );
}

function block(value: unknown): readonly unknown[] {
  return list(asRecord(value).instructions);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A value as a record; what is none is an empty one. */
export function asRecord(value: unknown): Instruction {
  return typeof value === 'object' && value !== null ? (value as Instruction) : {};
}
