/** The built-in variables, by JS7's names. Those of a job have a value in that job's expressions alone. */
export const builtInVariables = {
  js7OrderId: { ofJob: false },
  js7WorkflowPath: { ofJob: false },
  js7WorkflowPosition: { ofJob: false },
  /** The label of the instruction at which the order is; unknown where it has none. */
  js7Label: { ofJob: false },
  js7ControllerId: { ofJob: false },
  /** When the order was to start, as ISO 8601 in UTC with milliseconds; an empty text where it had no time. */
  js7ScheduledOrEmpty: { ofJob: false },
  /** Counted from 1; of the innermost Try around the instruction; 1 where there is none. */
  js7TryCount: { ofJob: false },
  js7JobName: { ofJob: true },
} as const;

/** The name of a built-in variable. */
export type BuiltInVariable = keyof typeof builtInVariables;

/** Whether a name is that of a built-in variable. */
export function isBuiltInVariable(name: string): name is BuiltInVariable {
  return Object.hasOwn(builtInVariables, name);
}

/** Whether a name is kept for built-in variables, whether there is one or not. */
export function isReservedName(name: string): boolean {
  return /^js7/i.test(name);
}
