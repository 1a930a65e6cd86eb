import { type Log, problem, type Result, refuse, succeed } from '@interlock/base';
import { renewalsMax } from '@interlock/node-api';
import type { AgentKeeper } from '../agents/agent-keeper.ts';
import type { CommandAnswer } from '../agents/command-desk.ts';
import type { DueRequest } from './controller-certificates.ts';

/** The certificates of the Agents that this Controller keeps coupled. */
export interface AgentCertificates {
  /** The requests of those that are coupled and due, or of all that are coupled. */
  requests(all: boolean): Promise<readonly DueRequest[]>;
  /** Hands a certificate over; a success when the Agent has stored it. */
  install(agentId: string, ca: string, certificate: string): Promise<Result<void>>;
}

/** What the renewal of the Agents' certificates needs. */
export interface AgentCertificatesPorts {
  /** Undefined while the Controller starts. */
  readonly keeper: () => Pick<AgentKeeper, 'agentIds' | 'ask'> | undefined;
  readonly log: Log;
  /** How long an Agent may take for its answer, in milliseconds; default 8 000, for the Cockpit waits 15 s for all. */
  readonly answerMsMax?: number;
}

/** Makes the certificates of the Agents renewable. One that gives no answer keeps its certificate until next time. */
export function agentCertificates(ports: AgentCertificatesPorts): AgentCertificates {
  const { keeper, log } = ports;
  const msMax = ports.answerMsMax ?? 8_000;
  const requestOf = async (agentId: string, all: boolean): Promise<readonly DueRequest[]> => {
    const asked = keeper()?.ask(agentId, { kind: 'RenewCertificate', all });
    const answer = await inTime(asked ?? starting(), msMax);
    if (!answer.ok) {
      log.warn('an Agent is not asked whether its certificate is due', { agentId, problem: answer.problem });
      return [];
    }
    const { certificateRequest } = answer.value;
    if (certificateRequest === undefined) return [];
    return [{ owner: { kind: 'agentServer', agentId }, ...certificateRequest }];
  };
  return {
    requests: async (all) => {
      const agentIds = (keeper()?.agentIds() ?? []).slice(0, renewalsMax);
      return (await Promise.all(agentIds.map((agentId) => requestOf(agentId, all)))).flat();
    },
    install: async (agentId, ca, certificate) => {
      const asked = keeper()?.ask(agentId, { kind: 'InstallCertificate', certificate, ca });
      const answer = await inTime(asked ?? starting(), msMax);
      return answer.ok ? succeed(undefined) : answer;
    },
  };
}

async function starting(): Promise<Result<CommandAnswer>> {
  return refuse(problem('AgentUnreachable', 'The Controller is starting and keeps no Agent coupled yet.'));
}

async function inTime(asked: Promise<Result<CommandAnswer>>, msMax: number): Promise<Result<CommandAnswer>> {
  const late = Promise.withResolvers<Result<CommandAnswer>>();
  const silence = problem('AgentUnreachable', 'The Agent gives no answer.');
  const timer = setTimeout(() => late.resolve(refuse(silence)), msMax);
  return Promise.race([asked, late.promise]).finally(() => clearTimeout(timer));
}
