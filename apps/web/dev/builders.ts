import type {
  AgentAnswer,
  ControllerAnswer,
  OrderAnswer,
  OrderHistoryItem,
  OrderStateWord,
  RowRights,
  TaskHistoryItem,
  WorkflowAnswer,
} from '@interlock/cockpit-api';
import { sampleContents } from './sample-workflows.ts';

/** The moment at which the fake world stands, in milliseconds since 1970; each start of the fake sets it anew. */
export type Now = () => number;

const severities: Readonly<Record<OrderStateWord, number>> = {
  RUNNING: 0,
  SCHEDULED: 1,
  FAILED: 2,
  CANCELLED: 2,
  BROKEN: 2,
  UNKNOWN: 2,
  INPROGRESS: 3,
  PLANNED: 4,
  SUSPENDED: 5,
  FINISHED: 6,
  BLOCKED: 7,
  WAITING: 8,
  PENDING: 10,
  PROMPTING: 12,
};

/** A moment as the API writes it. */
export const moment = (ms: number) => new Date(ms).toISOString();

/** The state of an order with its colour index. */
export const orderState = (word: OrderStateWord, reason?: string) => ({
  _text: word,
  severity: severities[word],
  ...(reason === undefined ? {} : { _reason: reason }),
});

/** What the account may do with an order; a lacking permission is named. */
export function rightsOf(lacking: readonly string[]): RowRights {
  const permission = 'sos:products:controller:orders';
  const actions: Record<string, string> = {
    cancel: `${permission}:cancel`,
    suspend: `${permission}:suspend_resume`,
    resume: `${permission}:suspend_resume`,
    resumeFailed: `${permission}:resume_failed`,
  };
  return Object.fromEntries(
    Object.entries(actions).map(([action, name]) => [action, lacking.includes(name) ? name : true]),
  );
}

/** What an order is built from; `word` is the word of its state. */
export type OrderParts = Partial<Omit<OrderAnswer, 'state' | 'workflowId'>> & {
  readonly orderId: string;
  readonly workflowPath: string;
  readonly word: OrderStateWord;
  readonly reason?: string;
};

/** An order at the Controller. */
export function anOrder({ workflowPath, word, reason, ...more }: OrderParts): OrderAnswer {
  return {
    workflowId: { path: workflowPath, versionId: 'v1' },
    state: orderState(word, reason),
    position: [0],
    positionString: '0',
    hasChildOrders: false,
    isContinuable: false,
    isResumable: word === 'SUSPENDED' || word === 'FAILED',
    isSuspendible: !['SUSPENDED', 'FAILED', 'FINISHED', 'CANCELLED'].includes(word),
    priority: 0,
    ...more,
  };
}

/** A deployed workflow of the samples. */
export function aWorkflow(path: string, now: Now): WorkflowAnswer {
  const sample = sampleContents[path];
  return {
    path,
    versionId: 'v1',
    isCurrentVersion: true,
    versionDate: moment(now() - 86_400_000 * 3),
    state: { _text: 'IN_SYNC', severity: 6 },
    suspended: false,
    valid: true,
    deployed: true,
    numOfStoppedInstructions: 0,
    numOfSkippedInstructions: 0,
    title: sample?.title ?? path,
    ...sample?.content,
  };
}

/** An Agent of the Controller. */
export function anAgent(agentId: string, more: Partial<AgentAnswer> = {}): AgentAnswer {
  return {
    controllerId: 'controller',
    agentId,
    agentName: agentId,
    url: 'https://127.0.0.1:4445',
    version: '0.1.0',
    state: { _text: 'COUPLED', severity: 0 },
    disabled: false,
    hidden: false,
    runningTasks: 0,
    ...more,
  };
}

/** The Controller. */
export function aController(now: Now, more: Partial<ControllerAnswer> = {}): ControllerAnswer {
  return {
    id: 1,
    surveyDate: moment(now()),
    controllerId: 'controller',
    title: 'Controller',
    host: '127.0.0.1',
    url: 'https://127.0.0.1:4444',
    clusterUrl: '',
    role: 'STANDALONE',
    isCoupled: true,
    startedAt: moment(now() - 3_600_000 * 20),
    version: '0.1.0',
    securityLevel: 'LOW',
    componentState: { _text: 'operational', severity: 0 },
    connectionState: { _text: 'established', severity: 0 },
    clusterNodeState: { _text: 'active', severity: 0 },
    ...more,
  };
}

/** A row of the order history. */
export function anOrderHistoryItem(
  given: {
    readonly orderId: string;
    readonly workflow: string;
    readonly historyId: number;
    readonly startMs: number;
  } & Partial<OrderHistoryItem>,
): OrderHistoryItem {
  const { startMs, ...more } = given;
  return {
    surveyDate: moment(startMs),
    controllerId: 'controller',
    plannedTime: moment(startMs),
    startTime: moment(startMs),
    state: { _text: 'SUCCESSFUL', severity: 6 },
    orderState: orderState('FINISHED'),
    position: '1',
    sequence: 1,
    children: [],
    ...more,
  };
}

/** A row of the task history. */
export function aTask(
  given: {
    readonly taskId: number;
    readonly orderId: string;
    readonly workflow: string;
    readonly job: string;
    readonly startMs: number;
  } & Partial<TaskHistoryItem>,
): TaskHistoryItem {
  const { startMs, ...more } = given;
  return {
    surveyDate: moment(startMs),
    controllerId: 'controller',
    position: '0',
    label: given.job,
    criticality: 'NORMAL',
    sequence: 1,
    retryCounter: 0,
    state: { _text: 'SUCCESSFUL', severity: 6 },
    exitCode: 0,
    startTime: moment(startMs),
    agentUrl: 'https://127.0.0.1:4445',
    ...more,
  };
}
