import { createHash, randomBytes } from 'node:crypto';
import { type Clock, type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import type { ActName, ActRequest, ActResponse, AgentCoupling, OnBehalf } from '@interlock/node-api';
import {
  apply,
  type ControllerCommand,
  type ControllerState,
  decide,
  initialState,
  type StampedEvent,
} from '@interlock/workflow';
import type { Mirror, RegisteredController } from '../../apps/cockpit/controllers/controller-gateway.ts';

/** A command as it came over hop 2. */
export interface TakenCommand {
  readonly act: ActName;
  readonly request: unknown;
  readonly onBehalf: OnBehalf;
}

/** A Controller within the process: the core's own decisions, without journal, network and Agents. */
export interface FakeController extends RegisteredController {
  /** What it was asked for, in order. */
  readonly taken: TakenCommand[];
  /** While it is set, nobody answers. */
  unreachable: boolean;
  state(): ControllerState;
  /** Does a command of its own or of an Agent, such as a step's end. */
  force(command: ControllerCommand): void;
  /** Starts what is due. */
  advance(): void;
}

/** Makes a Controller without workflows, with one coupled Agent. */
export function fakeController(
  controllerId: string,
  clock: Clock,
  tell: (stamped: StampedEvent, before: ControllerState, after: ControllerState) => void = () => undefined,
): FakeController {
  let state = initialState;
  let unreachable = false;
  const taken: TakenCommand[] = [];
  const run = (command: ControllerCommand): Result<{ readonly eventId: number }> => {
    const decided = decide(state, command, {
      nowMs: clock.now(),
      sha256: (data) => createHash('sha256').update(data).digest(),
      randomBytes: (count) => new Uint8Array(randomBytes(count)),
    });
    if (!decided.ok) return refuse(decided.problem[0] ?? problem('Internal'));
    for (const stamped of decided.value.events) {
      const before = state;
      state = apply(state, stamped);
      tell(stamped, before, state);
    }
    return succeed({ eventId: state.eventId });
  };
  const force = (command: ControllerCommand) => {
    const done = run(command);
    if (!done.ok) throw new Error(done.problem.message);
  };
  force({ kind: 'StartController', controllerId });
  force({ kind: 'RegisterAgent', agentId: 'agent', address: '127.0.0.1:4445', account: 'test/1' });
  force({ kind: 'AgentCoupled', agentId: 'agent', journalId: 'journal-0000000001' });
  return {
    controllerId,
    number: 1,
    title: '',
    url: 'https://127.0.0.1:4444',
    taken,
    get unreachable() {
      return unreachable;
    },
    set unreachable(value) {
      unreachable = value;
    },
    state: () => state,
    force,
    advance: () => force({ kind: 'Advance' }),
    mirror: (): Mirror => ({
      state,
      eventId: state.eventId,
      atMs: clock.now(),
      reachable: !unreachable,
      ...(unreachable ? { reason: 'The Controller does not answer.' } : {}),
    }),
    agents: (): readonly AgentCoupling[] => [
      { agentId: 'agent', address: '127.0.0.1:4445', state: 'coupled', sinceMs: 0 },
    ],
    async command(act, request, onBehalf) {
      taken.push({ act, request, onBehalf });
      if (unreachable) return refuse(problem('ControllerUnreachable'));
      const command = commandOf(act, request, onBehalf.account ?? '');
      if (command === undefined) return refuse(notHere(act));
      return run(command) as Result<ActResponse<typeof act>>;
    },
    waitFor: async () => undefined,
  };
}

function notHere(act: ActName): Problem {
  return problem('InvalidInput', `The fake Controller does not know the act ${act}.`);
}

function commandOf(act: ActName, request: unknown, account: string): ControllerCommand | undefined {
  switch (act) {
    case 'add-orders':
      return { kind: 'AddOrders', account, ...(request as ActRequest<'add-orders'>) } as ControllerCommand;
    case 'cancel-orders':
      return { kind: 'CancelOrders', account, ...(request as ActRequest<'cancel-orders'>) };
    case 'suspend-orders':
      return {
        kind: 'SuspendOrders',
        account,
        ...(request as ActRequest<'suspend-orders'>),
      } as ControllerCommand;
    case 'resume-orders':
      return {
        kind: 'ResumeOrders',
        account,
        ...(request as ActRequest<'resume-orders'>),
      } as ControllerCommand;
    case 'deploy-workflows':
      return { kind: 'DeployWorkflows', account, ...(request as ActRequest<'deploy-workflows'>) };
    default:
      return undefined;
  }
}
