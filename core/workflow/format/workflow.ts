import type { Value } from './value.ts';

/**
 * A workflow in the canonical form of JS7's JSON: aliases resolved, defaults left out where nothing was given, nothing
 * in it that is not understood. It is plain JSON, and reading it again gives the same.
 */
export interface Workflow {
  readonly title?: string;
  readonly documentationName?: string;
  /** An IANA name; UTC where absent. */
  readonly timeZone?: string;
  readonly orderPreparation?: OrderPreparation;
  readonly instructions: readonly Instruction[];
  /** By job name. */
  readonly jobs: Readonly<Record<string, Job>>;
}

/** What an order has to bring. */
export interface OrderPreparation {
  /** By name. */
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Whether arguments without a declaration are taken. */
  readonly allowUndeclared: boolean;
}

/** The type of a parameter. */
export type ParameterType = 'String' | 'Number' | 'Boolean' | 'List' | 'Map';

/** A declared parameter. */
export interface Parameter {
  readonly type: ParameterType;
  /** Taken when the order brings none; a parameter with neither `default` nor `final` is required. */
  readonly default?: Value;
  /** An expression; its value can not be given by the order. */
  readonly final?: string;
  /** The values that may be given, for type String. */
  readonly list?: readonly string[];
  /** The fields of each element of a List, or of a Map, by name. */
  readonly listParameters?: Readonly<Record<string, FieldParameter>>;
}

/** A field of a List's elements or of a Map. */
export interface FieldParameter {
  readonly type: 'String' | 'Number' | 'Boolean';
  /** A field without it is required. */
  readonly default?: string | number | boolean;
}

/** Expressions by name. */
export type Expressions = Readonly<Record<string, string>>;

/** A block of instructions. */
export interface Block {
  readonly instructions: readonly Instruction[];
}

/** An instruction; `TYPE` is JS7's name of it. */
export type Instruction =
  | ExecuteInstruction
  | IfInstruction
  | CaseWhenInstruction
  | ForkInstruction
  | TryInstruction
  | RetryInstruction
  | FailInstruction
  | FinishInstruction;

/** What every instruction may have. */
export interface Labeled {
  /** Unique in the workflow. */
  readonly label?: string;
}

/** Runs a job at its Agent. */
export interface ExecuteInstruction {
  readonly TYPE: 'Execute.Named';
  readonly jobName: string;
  readonly label: string;
  /** Expressions, for what the order does not bring; they beat the job's own. */
  readonly defaultArguments?: Expressions;
}

/** Goes one of two ways. Branches `then` and `else`. */
export interface IfInstruction extends Labeled {
  readonly TYPE: 'If';
  /** An expression that gives a Boolean. */
  readonly predicate: string;
  readonly then: Block;
  readonly else?: Block;
}

/** Goes the way of the first case that holds. Branches `then`, `then+2`, `then+3` … and `else`. */
export interface CaseWhenInstruction extends Labeled {
  readonly TYPE: 'CaseWhen';
  readonly cases: readonly Case[];
  readonly else?: Block;
}

/** One case of a CaseWhen. */
export interface Case {
  readonly predicate: string;
  readonly then: Block;
}

/** Sends a child order through each branch and joins them. Branches `fork+<id>`. */
export interface ForkInstruction extends Labeled {
  readonly TYPE: 'Fork';
  readonly branches: readonly ForkBranch[];
  /**
   * Whether a failed child ends in state failedInFork, so that the join comes and fails the parent. Otherwise a failed
   * child stays failed, can be resumed, and its parent waits.
   */
  readonly joinIfFailed: boolean;
}

/** A branch of a Fork. */
export interface ForkBranch {
  /** 1 to 10 characters, unique in its Fork. The child order's id is `<parent>|<id>`. */
  readonly id: string;
  readonly workflow: ForkedBlock;
}

/** The block of a Fork's branch. */
export interface ForkedBlock extends Block {
  /** Expressions over the child's variables, given to the parent at the join. */
  readonly result?: Expressions;
}

/** Catches failures. Branches `try+<n>` and `catch+<n>`, n counting the tries from 0. */
export interface TryInstruction extends Labeled {
  readonly TYPE: 'Try';
  readonly try: Block;
  /** An empty block swallows the failure. */
  readonly catch: Block;
  /** At least 1, the first try included; without it a Retry never gives up. */
  readonly maxTries?: number;
  /** Seconds before the second, third … try; the last repeats; none means at once. */
  readonly retryDelays?: readonly number[];
}

/** Goes back to the Try in whose catch block it stands. */
export interface RetryInstruction extends Labeled {
  readonly TYPE: 'Retry';
}

/** Fails the order. */
export interface FailInstruction extends Labeled {
  readonly TYPE: 'Fail';
  /** A text; one that begins with a quotation mark or `$` is an expression. */
  readonly message?: string;
  /** Named values, given to the catch block. */
  readonly outcome?: Readonly<Record<string, Value>>;
  /** Whether no Try catches it. */
  readonly uncatchable?: boolean;
}

/** Ends the order, or in a Fork's branch the child, before the end of the workflow. */
export interface FinishInstruction extends Labeled {
  readonly TYPE: 'Finish';
  /** A text; one that begins with a quotation mark or `$` is an expression. */
  readonly message?: string;
  readonly unsuccessful?: boolean;
}

/** How much it matters when a job fails; told to people, of no effect. */
export type Criticality = 'MINOR' | 'NORMAL' | 'MAJOR' | 'CRITICAL';

/** A job of a workflow. */
export interface Job {
  readonly agentName: string;
  readonly executable: ShellScriptExecutable;
  /** Expressions, for what neither the order nor the instruction brings. */
  readonly defaultArguments?: Expressions;
  /** How many of its steps may run at once, at least 1; 1 where absent. Counted for each workflow version. */
  readonly parallelism?: number;
  /** Seconds after which a step is killed with outcome timedOut; none where absent. */
  readonly timeout?: number;
  /** Seconds between TERM and KILL; {@link graceTimeoutSecondsDefault} where absent. */
  readonly graceTimeout?: number;
  /** A lost step is run again only where this is `false` in so many words (semantics §5.4). */
  readonly isNotRestartable?: boolean;
  readonly title?: string;
  readonly documentationName?: string;
  readonly criticality?: Criticality;
  /** Where the job came from; of no effect. */
  readonly jobTemplate?: { readonly name?: string; readonly hash?: string };
}

/** A script for a shell. */
export interface ShellScriptExecutable {
  readonly TYPE: 'ShellScriptExecutable';
  /** Reaches the shell as it stands: nothing is ever put into its text. */
  readonly script: string;
  /** Expressions by the name of the environment variable. */
  readonly env?: Expressions;
}
