/** The workflow language and orders as a fold over events. It starts no process, stores nothing and knows no clock. */
export { decide } from './decisions/decide.ts';
export type { Decided, Decision, DecisionContext } from './decisions/decision.ts';
export { type BuiltInVariable, builtInVariables } from './expression/built-in-variables.ts';
export { evaluate, type Scope } from './expression/evaluate.ts';
export {
  type BinaryOperator,
  type Expression,
  expressionFunctions,
  type FunctionName,
  sourceLengthMax,
  type UnaryOperator,
} from './expression/expression.ts';
export { parseExpression } from './expression/parse-expression.ts';
export { printExpression } from './expression/print-expression.ts';
export { printValue } from './expression/text-of.ts';
export { type VariableUse, variablesOf } from './expression/variables-of.ts';
export { blockAt, instructionAt, positionOfLabel } from './format/instruction-at.ts';
export {
  blockDepthMax,
  graceTimeoutSecondsDefault,
  instructionsMax,
  jobsMax,
  scriptBytesMax,
} from './format/limits.ts';
export { parseWorkflow } from './format/parse-workflow.ts';
export {
  branchOf,
  isSamePosition,
  nextPosition,
  outerPosition,
  type Position,
  parsePosition,
  positionFrom,
  printPosition,
  type WorkflowId,
  type WorkflowPosition,
} from './format/position.ts';
export type { NamedValues, Value } from './format/value.ts';
export { blocksOf, type InnerBlock, type Place, positionsOf, walk } from './format/walk.ts';
export type {
  Block,
  Case,
  CaseWhenInstruction,
  Criticality,
  ExecuteInstruction,
  Expressions,
  FailInstruction,
  FieldParameter,
  FinishInstruction,
  ForkBranch,
  ForkedBlock,
  ForkInstruction,
  IfInstruction,
  Instruction,
  Job,
  OrderPreparation,
  Parameter,
  ParameterType,
  RetryInstruction,
  ShellScriptExecutable,
  TryInstruction,
  Workflow,
} from './format/workflow.ts';
export type {
  EndedCounts,
  HistoryBatch,
  HistoryChange,
  HistoryCursor,
  HistoryFilter,
  HistoryResult,
  HistoryStore,
  LogChunk,
  OrderHistoryFilter,
  OrderHistoryKey,
  OrderHistoryRow,
  OrderHistoryState,
  OrderLogLine,
  StepHistoryFilter,
  StepHistoryRow,
} from './history/history-store.ts';
export type {
  Deployment,
  InventoryDraft,
  InventoryItem,
  InventoryStore,
  InventoryType,
  NewDeployment,
} from './inventory/inventory-store.ts';
export {
  type AbandonAgent,
  type AddOrders,
  type AgentReport,
  advanceEventsMax,
  bulkItemsMax,
  type CancelOrders,
  type ControllerCommand,
  type DeployWorkflows,
  type MachineCommand,
  type NewOrder,
  type PersonCommand,
  type RegisterAgent,
  type ResumeOrders,
  type SuspendOrders,
} from './orders/commands.ts';
export type {
  AgentStateEvent,
  ControllerEvent,
  ItemEvent,
  OrderEvent,
  StampedEvent,
} from './orders/events.ts';
export type {
  AgentCursor,
  Journal,
  JournalAuditRecord,
  JournalBatch,
  JournalContents,
} from './orders/journal.ts';
export {
  neverMs,
  type Order,
  type OrderId,
  type OrderMark,
  type OrderState,
  type OrderStateKind,
  type StepTreatment,
  type TerminatedOrder,
} from './orders/order.ts';
export {
  childId,
  nextOrderTick,
  type OrderTick,
  orderIdOf,
  orderName,
  orderNameFrom,
  orderNameLengthMax,
  rootId,
} from './orders/order-id.ts';
export type { Failure, Outcome } from './orders/outcome.ts';
export { lenientArguments, prepareArguments } from './orders/prepare-arguments.ts';
export { utcDay, utcInstant } from './orders/utc.ts';
export type { ControllerEntry, ControllerRegistry } from './programs/controller-registry.ts';
export type { FactStore } from './programs/fact-store.ts';
export type { JoinTokenStore, PendingJoin } from './programs/join-token-store.ts';
export type { MirrorStore } from './programs/mirror-store.ts';
export { type AgentEffects, effectsOf, type StepToKill, stepToKill } from './reads/effects-of.ts';
export {
  allAgents,
  allOrders,
  allVersions,
  findAgent,
  findOrder,
  findOrderOfStep,
  findTerminated,
  findVersion,
  findWorkflow,
  folderOfOrder,
  orderCount,
} from './reads/find.ts';
export { nextDueMs } from './reads/next-due.ts';
export { type Obstacle, obstaclesOf } from './reads/obstacles-of.ts';
export { tryCountOf } from './reads/scope-of.ts';
export { type StepToStart, stepToStart } from './reads/step-to-start.ts';
export { apply } from './state/apply.ts';
export { type ControllerState, type DeployedWorkflow, initialState } from './state/controller-state.ts';
export { readEvent } from './state/read-event.ts';
export { restoreState } from './state/restore-state.ts';
export type { AgentState, ControllerSnapshot, WorkflowSnapshot } from './state/snapshot.ts';
export { snapshotOf } from './state/snapshot-of.ts';
export type {
  AgentJournal,
  AgentJournalChange,
  AgentJournalContents,
  HeldStep,
  StampedStepEvent,
  StepEndKind,
  StepEvent,
} from './steps/agent-journal.ts';
export type {
  KillManner,
  LeftProcess,
  OutputPiece,
  ProcessEnd,
  ProcessIdentity,
  ProcessRunner,
  ProcessStart,
  ProcessStartResult,
  RecoveredProcess,
  ReturnValues,
  RunningProcess,
} from './steps/process-runner.ts';
