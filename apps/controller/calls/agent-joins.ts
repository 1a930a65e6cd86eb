import { base64url, problem, type RandomBytes, type Result, refuse, Secret, succeed } from '@interlock/base';
import type { DialJoin, JoinDialled } from '@interlock/node-api';

/** Joins of Agents that wait for their certificate. */
export interface AgentJoins {
  /** Dials an Agent and keeps the connection for at most a minute. */
  begin(
    target: { readonly agentId: string; readonly address: string; readonly token: string },
    signal: AbortSignal,
  ): Promise<Result<{ readonly joinId: string; readonly csr: string }>>;
  /** Hands the certificate over; a join is good for one. */
  finish(
    joinId: string,
    given: { readonly certificate: string; readonly ca: string },
  ): Promise<Result<{ readonly agentId: string }>>;
}

/** How many joins may be open at once. */
const joinsMax = 16;

/** Makes the joins of one Controller. */
export function agentJoins(dial: DialJoin, randomBytes: RandomBytes, controllerId: string): AgentJoins {
  const open = new Map<string, JoinDialled>();
  return {
    begin: async ({ agentId, address, token }, signal) => {
      if (open.size >= joinsMax) return refuse(problem('Throttled', 'Too many joins are open.'));
      const dialled = await dial({ role: 'agent', id: agentId, address, token: new Secret(token) }, signal);
      if (!dialled.ok) return dialled;
      const csr = dialled.value.request.requests.find((one) => one.purpose === 'server')?.csr;
      if (csr === undefined) {
        dialled.value.close();
        return refuse(problem('JoinRefused', `The Agent ${agentId} asks for no server certificate.`));
      }
      const joinId = base64url(randomBytes(16));
      open.set(joinId, dialled.value);
      void dialled.value.closed.then(() => open.delete(joinId));
      return succeed({ joinId, csr });
    },
    finish: async (joinId, { certificate, ca }) => {
      const dialled = open.get(joinId);
      open.delete(joinId);
      if (dialled === undefined)
        return refuse(problem('UnknownObject', 'There is no such join, or it took too long.'));
      const certificates = [{ purpose: 'server', certificate } as const];
      const granted = await dialled.grant({ ca, certificates, peerId: controllerId });
      return granted.ok ? succeed({ agentId: dialled.request.id }) : granted;
    },
  };
}
