import type { Result } from '@interlock/base';
import { type CertificateOwner, renewalsMax } from '@interlock/node-api';
import type { AgentCertificates } from './agent-certificates.ts';
import type {
  ControllerCertificates,
  InstallOutcome,
  OwnCertificates,
  RenewedCertificate,
} from './controller-certificates.ts';

/** Puts the Controller's own certificates and those of its Agents together. */
export function allCertificates(
  own: OwnCertificates,
  agents: AgentCertificates,
  recouple: (agentIds?: readonly string[]) => void,
): ControllerCertificates {
  return {
    requests: async (all) => {
      const both = await Promise.all([own.requests(all), agents.requests(all)]);
      return both.flat().slice(0, renewalsMax);
    },
    install: async (ca, certificates) => {
      // The Agents first: the tokens that allow it are bound to the certificate that the own renewal replaces.
      const ofAgents = await Promise.all(certificates.flatMap((one) => installAtAgent(ca, one, agents)));
      const ofSelf = await installOwn(ca, certificates, own);
      // Both ends prove themselves at the handshake, and tokens name the certificate of their connection.
      if (ofSelf.some(isInstalled)) recouple();
      else recouple(ofAgents.filter(isInstalled).flatMap(({ owner }) => agentIdOf(owner)));
      return [...ofSelf, ...ofAgents];
    },
  };
}

function installAtAgent(
  ca: string,
  { certificate, owner }: RenewedCertificate,
  agents: AgentCertificates,
): readonly Promise<InstallOutcome>[] {
  return agentIdOf(owner).map(async (agentId) =>
    outcomeOf(owner, await agents.install(agentId, ca, certificate)),
  );
}

async function installOwn(
  ca: string,
  certificates: readonly RenewedCertificate[],
  own: OwnCertificates,
): Promise<readonly InstallOutcome[]> {
  const ours = certificates.filter(({ owner }) => owner.kind !== 'agentServer');
  if (ours.length === 0) return [];
  const installed = await own.install(ca, ours);
  return ours.map(({ owner }) => outcomeOf(owner, installed));
}

function outcomeOf(owner: CertificateOwner, installed: Result<void>): InstallOutcome {
  return installed.ok ? { owner } : { owner, problem: installed.problem };
}

function isInstalled({ problem: refusal }: InstallOutcome): boolean {
  return refusal === undefined;
}

function agentIdOf(owner: CertificateOwner): readonly string[] {
  return owner.kind === 'agentServer' ? [owner.agentId] : [];
}
