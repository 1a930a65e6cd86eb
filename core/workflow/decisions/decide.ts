import { type Problem, refuse, succeed } from '@interlock/base';
import type { ControllerCommand } from '../orders/commands.ts';
import type { ControllerState } from '../state/controller-state.ts';
import { addOrders } from './add-orders.ts';
import { advance } from './advance.ts';
import { agentCoupled, agentLost, stepEnded, stepOutput, stepStarted } from './agent-reports.ts';
import { abandonAgent, registerAgent } from './agents.ts';
import { cancelOrders } from './cancel-orders.ts';
import { beginDraft, type Decided, type DecisionContext, type Draft, decisionOf, emit } from './decision.ts';
import { deployWorkflows } from './deploy-workflows.ts';
import { resumeOrders } from './resume-orders.ts';
import { suspendOrders } from './suspend-orders.ts';

/**
 * Decides a command: the events that it brings about and the state after them, or all that speaks against it. Nothing
 * happens in parts: a bulk command with one item that is unknown or not possible is refused whole (semantics §5.8), each
 * problem with its field, such as `orders[3].arguments.amount`. A command that asks for what is already so gives no
 * events.
 */
export function decide(
  state: ControllerState,
  command: ControllerCommand,
  context: DecisionContext,
): Decided {
  const draft = beginDraft(state, context);
  const problems = decideInto(draft, command);
  return problems.length === 0 ? succeed(decisionOf(draft)) : refuse(problems);
}

/** Adds the events of a command to a draft; gives what speaks against it, and has added nothing then. */
function decideInto(draft: Draft, command: ControllerCommand): readonly Problem[] {
  switch (command.kind) {
    case 'DeployWorkflows':
      return deployWorkflows(draft, command);
    case 'RegisterAgent':
      return registerAgent(draft, command);
    case 'AbandonAgent':
      return abandonAgent(draft, command);
    case 'AddOrders':
      return addOrders(draft, command);
    case 'CancelOrders':
      return cancelOrders(draft, command);
    case 'SuspendOrders':
      return suspendOrders(draft, command);
    case 'ResumeOrders':
      return resumeOrders(draft, command);
    case 'AgentCoupled':
      return agentCoupled(draft, command);
    case 'AgentLost':
      return agentLost(draft, command);
    case 'StepStarted':
      return stepStarted(draft, command);
    case 'StepOutput':
      return stepOutput(draft, command);
    case 'StepEnded':
      return stepEnded(draft, command);
    case 'StartController':
      emit(draft, { kind: 'ControllerStarted', controllerId: command.controllerId });
      return [];
    case 'Advance':
      return advance(draft, command.eventsMax);
  }
}
