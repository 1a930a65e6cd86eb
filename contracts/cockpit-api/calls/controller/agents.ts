import { z } from 'zod';
import { agent } from '../../answers/agent.ts';
import { timestamp } from '../../answers/state-object.ts';
import { flag, given, listOf, text } from '../../fields/js7-field.ts';
import { auditComment, controllerId } from '../../fields/selectors.ts';
import { route } from '../../route.ts';

/** The states by which the list can be narrowed; `RESET` is no published one, but clients offer it. */
const agentStateWord = z.enum([
  'COUPLED',
  'RESETTING',
  'RESET',
  'INITIALISED',
  'COUPLINGFAILED',
  'SHUTDOWN',
  'UNKNOWN',
]);

/** The Agents of a Controller and whether they are coupled. */
export const agents = route({
  path: '/agents',
  summary: 'The Agents of a Controller.',
  request: z.object({
    controllerId,
    agentIds: given(listOf(text())),
    states: given(listOf(agentStateWord)),
    onlyVisibleAgents: given(flag()),
    compact: given(flag()),
    auditLog: auditComment,
  }),
  response: z.strictObject({ surveyDate: timestamp, agents: z.array(agent) }),
  access: { kind: 'anyOf', permissions: ['sos:products:controller:agents:view'] },
  controller: 'body',
});
