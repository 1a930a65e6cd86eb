import type { AuditEntry } from '@interlock/audit';
import {
  type Problem,
  problem,
  type Result,
  refuse,
  type Secret,
  succeed,
  type Transactor,
} from '@interlock/base';
import type { ControllerClient, DialJoin, JoinDialled, JoinPurpose } from '@interlock/node-api';
import type { ControllerRegistry, JoinTokenStore } from '@interlock/workflow';
import type { WithAudit } from '../audit/cockpit-audit.ts';
import type { JoinTokenPorts } from './join-tokens.ts';

/** What joining needs beside the tokens. */
export interface JoinPorts extends Omit<JoinTokenPorts, 'store'> {
  readonly store: Transactor<
    WithAudit & { readonly joinTokens: JoinTokenStore; readonly controllers: ControllerRegistry }
  >;
  readonly dial: DialJoin;
  /** The id of this Cockpit, which a Controller accepts from now on. */
  readonly cockpitId: string;
}

/** What the Controller's table asks for where Agents are made known. */
export const administerControllers = 'sos:products:joc:administration:controllers:manage';

/** Dials a Controller that waits, proves the token, and hands it its certificates (semantics §4.6). */
export async function joinController(
  ports: JoinPorts,
  controller: { readonly controllerId: string; readonly address: string; readonly token: Secret },
  signal: AbortSignal,
): Promise<Result<void>> {
  const { controllerId, address, token } = controller;
  const dialled = await ports.dial({ role: 'controller', id: controllerId, address, token }, signal);
  if (!dialled.ok) return dialled;
  const granted = await grantController(ports, controllerId, dialled.value);
  dialled.value.close();
  if (granted.ok) await noteControllerJoined(ports, controllerId);
  return granted;
}

/** Notes that a Controller has its certificates; its token is erased. */
export async function noteControllerJoined(ports: JoinPorts, controllerId: string): Promise<void> {
  await ports.store.change(async (stores) => {
    await stores.joinTokens.remove('controller', controllerId);
    await stores.controllers.update(controllerId, { isJoined: true });
    await ports.audit.write(stores, [
      joined(ports, 'ControllerJoined', 'controller', controllerId, controllerId),
    ]);
  });
}

async function grantController(
  ports: JoinPorts,
  controllerId: string,
  dialled: JoinDialled,
): Promise<Result<void>> {
  const certificates: { purpose: JoinPurpose; certificate: string }[] = [];
  for (const { purpose, csr } of dialled.request.requests) {
    const kind = purpose === 'server' ? 'controllerServer' : 'controllerClient';
    const issued = await ports.ca.issue({ kind, controllerId }, csr);
    if (!issued.ok) return issued;
    certificates.push({ purpose, certificate: issued.value });
  }
  if (certificates.length !== 2) return refuse(oneOfEach);
  return dialled.grant({ ca: ports.ca.certificate, certificates, peerId: ports.cockpitId });
}

const oneOfEach: Problem = problem(
  'InvalidInput',
  'A Controller asks for one certificate for each direction.',
);

/** Lets a Controller dial an Agent that waits, and passes the certificate down; then makes the Agent known there. */
export async function joinAgent(
  ports: JoinPorts,
  agent: {
    readonly agentId: string;
    readonly controllerId: string;
    readonly address: string;
    readonly token: Secret;
  },
  client: ControllerClient,
  signal: AbortSignal,
): Promise<Result<void>> {
  const { agentId, controllerId, address, token } = agent;
  const onBehalf = { permission: administerControllers };
  const joining = await client.call(
    'join-agent',
    { agentId, address, token: token.reveal() },
    onBehalf,
    signal,
  );
  if (!joining.ok) return joining;
  const issued = await ports.ca.issue({ kind: 'agentServer', controllerId, agentId }, joining.value.csr);
  if (!issued.ok) return issued;
  const handed = { joinId: joining.value.joinId, certificate: issued.value, ca: ports.ca.certificate };
  const stored = await client.call('join-agent-certificate', handed, onBehalf, signal);
  if (!stored.ok) return stored;
  return noteAgentJoined(ports, agent, client, signal);
}

/** Makes an Agent that has its certificate known at its Controller; then its token is erased. */
export async function noteAgentJoined(
  ports: JoinPorts,
  agent: { readonly agentId: string; readonly controllerId: string; readonly address: string },
  client: ControllerClient,
  signal: AbortSignal,
): Promise<Result<void>> {
  const { agentId, address, controllerId } = agent;
  const onBehalf = { permission: administerControllers };
  const registered = await client.call('register-agent', { agentId, address }, onBehalf, signal);
  if (!registered.ok) return registered;
  await ports.store.change(async (stores) => {
    await stores.joinTokens.remove('agent', agentId);
    await ports.audit.write(stores, [joined(ports, 'AgentJoined', 'agent', agentId, controllerId)]);
  });
  return succeed(undefined);
}

function joined(
  ports: JoinPorts,
  action: 'ControllerJoined' | 'AgentJoined',
  kind: 'controller' | 'agent',
  id: string,
  controllerId: string,
): AuditEntry {
  return { action, actor: ports.audit.itself, target: { kind, id, controllerId }, outcome: 'succeeded' };
}
