import type {
  AgentAnswer,
  ControllerAnswer,
  OrderAnswer,
  OrderHistoryItem,
  OrderLogEntry,
  ResponseOf,
  StreamEvent,
  TaskHistoryItem,
  TaskLogPiece,
  WorkflowAnswer,
} from '@interlock/cockpit-api';
import { aController, anAgent, aWorkflow } from './builders.ts';
import { fillAudit } from './fill-audit.ts';
import { fillHistory } from './fill-history.ts';
import { fillOrders } from './fill-orders.ts';
import { nobody, type People, people } from './people.ts';
import { type Rights, rights } from './rights.ts';
import { sampleContents } from './sample-workflows.ts';

/** A row of the audit log. */
export type AuditRow = ResponseOf<'audit_log'>['auditLog'][number];

/** What the fake Cockpit knows. */
export interface World {
  readonly nowMs: () => number;
  orders: Map<string, OrderAnswer>;
  workflows: readonly WorkflowAnswer[];
  agents: readonly AgentAnswer[];
  controllers: readonly ControllerAnswer[];
  history: OrderHistoryItem[];
  tasks: TaskHistoryItem[];
  taskLogs: Map<number, TaskLogPiece[]>;
  orderLogs: Map<number, OrderLogEntry[]>;
  audit: AuditRow[];
  people: People;
  rights: Rights;
  /** Permissions that the account lacks. */
  lacking: readonly string[];
  /** Calls that fail, by route id, with the status. */
  failing: ReadonlyMap<string, number>;
  mustChangePassword: boolean;
  /** Whether Remember me is offered. */
  rememberMe: boolean;
  /** Seconds that the session has without further use; 0: it is over. A call of /touch gives it 30 minutes. */
  idleSeconds: number;
}

/** How the world looks. */
export type Scenario = 'full' | 'empty' | 'many' | 'failing' | 'restricted' | 'firstLogin';

/** The names of the scenarios. */
export const scenarios: readonly Scenario[] = [
  'full',
  'empty',
  'many',
  'failing',
  'restricted',
  'firstLogin',
];

/** Makes the world of a scenario. */
export function makeWorld(scenario: Scenario, nowMs: () => number = Date.now): World {
  const world = emptyWorld(nowMs);
  if (scenario === 'empty' || scenario === 'firstLogin') {
    world.mustChangePassword = scenario === 'firstLogin';
    world.workflows = [aWorkflow('/samples/hello', nowMs)];
    return world;
  }
  world.workflows = Object.keys(sampleContents).map((path) => aWorkflow(path, nowMs));
  fillOrders(world, scenario === 'many' ? 1_000 : 46);
  fillHistory(world, scenario === 'many' ? 1_000 : 120);
  fillAudit(world, scenario === 'many' ? 1_000 : 60);
  world.people = people(nowMs, scenario === 'many' ? 10_000 : 36, scenario === 'many' ? 1_000 : 24);
  world.rights = rights(true, scenario === 'many' ? 1_000 : 0);
  if (scenario === 'restricted') restrict(world);
  if (scenario === 'failing') breakThings(world);
  return world;
}

function emptyWorld(nowMs: () => number): World {
  return {
    nowMs,
    orders: new Map(),
    workflows: [],
    agents: [anAgent('agent'), anAgent('agent-lab'), anAgent('agent-risk')],
    controllers: [aController(nowMs)],
    history: [],
    tasks: [],
    taskLogs: new Map(),
    orderLogs: new Map(),
    audit: [],
    people: nobody(nowMs),
    rights: rights(false),
    lacking: [],
    failing: new Map(),
    mustChangePassword: false,
    rememberMe: true,
    idleSeconds: 1_800,
  };
}

function restrict(world: World): void {
  world.lacking = [
    'sos:products:controller:orders:cancel',
    'sos:products:controller:orders:create',
    'sos:products:joc:administration:accounts:manage',
    'sos:products:joc:auditlog:view',
  ];
}

function breakThings(world: World): void {
  world.agents = [
    anAgent('agent'),
    anAgent('agent-lab', {
      state: { _text: 'COUPLINGFAILED', severity: 2 },
      errorMessage: 'connect ECONNREFUSED 10.0.4.18:4445',
    }),
  ];
  world.controllers = [
    aController(world.nowMs, {
      connectionState: { _text: 'unreachable', severity: 2 },
      componentState: { _text: 'inoperable', severity: 2 },
      isCoupled: false,
      problem: 'The certificate of the Controller has expired.',
    }),
  ];
  world.failing = new Map([
    ['orders', 420],
    ['workflows', 420],
    ['workflow', 420],
    ['orders.history', 420],
    ['audit_log', 420],
    ['iam.roles', 420],
    ['iam.role', 420],
    ['iam.identityservices', 420],
    ['configuration', 420],
    ['iam.accounts', 420],
    ['iam.sessions', 420],
    ['iam.sessions.own', 420],
    ['iam.tokens', 420],
    ['iam.blockedAccounts', 420],
    ['audit_log.login_history', 420],
    ['iam.access_review', 420],
    ['iam.explain', 420],
    ['iam.who_can', 420],
    ['orders.overview.snapshot', 434],
  ]);
}

/** An event of the stream about an order. */
export function orderEvent(world: World, orderId: string, event: string): StreamEvent {
  const workflowPath = world.orders.get(orderId)?.workflowId.path ?? '';
  return { kind: 'order', controllerId: 'controller', orderId, workflowPath, event, atMs: world.nowMs() };
}
