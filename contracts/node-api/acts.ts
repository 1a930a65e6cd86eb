import type { z } from 'zod';
import { abandonAgent } from './acts/abandon-agent.ts';
import { addOrders } from './acts/add-orders.ts';
import { agents } from './acts/agents.ts';
import { cancelOrders } from './acts/cancel-orders.ts';
import { couple } from './acts/couple.ts';
import { deployWorkflows } from './acts/deploy-workflows.ts';
import { joinAgent } from './acts/join-agent.ts';
import { joinAgentCertificate } from './acts/join-agent-certificate.ts';
import { registerAgent } from './acts/register-agent.ts';
import { releaseEvents } from './acts/release-events.ts';
import { installCertificates, renewCertificates } from './acts/renew-certificates.ts';
import { resumeOrders } from './acts/resume-orders.ts';
import { state } from './acts/state.ts';
import { suspendOrders } from './acts/suspend-orders.ts';

/** Everything that a Cockpit can ask of a Controller: `POST /controller/api/<act>`. What is not here is refused. */
export const acts = {
  couple,
  state,
  'add-orders': addOrders,
  'cancel-orders': cancelOrders,
  'suspend-orders': suspendOrders,
  'resume-orders': resumeOrders,
  'deploy-workflows': deployWorkflows,
  'register-agent': registerAgent,
  'abandon-agent': abandonAgent,
  'join-agent': joinAgent,
  'join-agent-certificate': joinAgentCertificate,
  'renew-certificates': renewCertificates,
  'install-certificates': installCertificates,
  'release-events': releaseEvents,
  agents,
} as const;

/** The path below which the acts stand. */
export const actsPath = '/controller/api/';

/** The act of the event stream, `GET /controller/api/events?after=<event id>`; it stands beside the table. */
export const eventsAct = 'events';

/** The act that a token for the upgrade of hop 3 names. */
export const connectAct = 'connect';

/** The name of an act. */
export type ActName = keyof typeof acts;

/** The request of an act as a handler gets it: checked, defaults filled in. */
export type ActRequest<A extends ActName> = z.output<(typeof acts)[A]['request']>;

/** The request of an act as a caller gives it. */
export type ActInput<A extends ActName> = z.input<(typeof acts)[A]['request']>;

/** The answer of an act. */
export type ActResponse<A extends ActName> = z.output<(typeof acts)[A]['response']>;

/** Whether a text names an act. */
export function isActName(text: string): text is ActName {
  return Object.hasOwn(acts, text);
}
