import type { ActHandlers } from '@interlock/node-api';
import { abandonAgent } from './abandon-agent.ts';
import { addOrders } from './add-orders.ts';
import { agents } from './agents.ts';
import type { CallPorts } from './call-ports.ts';
import { cancelOrders } from './cancel-orders.ts';
import { couple } from './couple.ts';
import { deployWorkflows } from './deploy-workflows.ts';
import { installCertificates } from './install-certificates.ts';
import { joinAgent } from './join-agent.ts';
import { joinAgentCertificate } from './join-agent-certificate.ts';
import { registerAgent } from './register-agent.ts';
import { releaseEvents } from './release-events.ts';
import { renewCertificates } from './renew-certificates.ts';
import { resumeOrders } from './resume-orders.ts';
import { state } from './state.ts';
import { suspendOrders } from './suspend-orders.ts';

/** The handler of each act of hop 2. */
export function callTable(ports: CallPorts): ActHandlers {
  return {
    couple: couple(ports),
    state: state(ports),
    'add-orders': addOrders(ports),
    'cancel-orders': cancelOrders(ports),
    'suspend-orders': suspendOrders(ports),
    'resume-orders': resumeOrders(ports),
    'deploy-workflows': deployWorkflows(ports),
    'register-agent': registerAgent(ports),
    'abandon-agent': abandonAgent(ports),
    'join-agent': joinAgent(ports),
    'join-agent-certificate': joinAgentCertificate(ports),
    'renew-certificates': renewCertificates(ports),
    'install-certificates': installCertificates(ports),
    'release-events': releaseEvents(ports),
    agents: agents(ports),
  };
}
