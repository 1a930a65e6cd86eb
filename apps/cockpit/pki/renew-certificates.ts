import type { AuditEntry } from '@interlock/audit';
import type { Log, Problem, Transactor } from '@interlock/base';
import type { CertificateOwner, ControllerClient } from '@interlock/node-api';
import type { CockpitAudit, WithAudit } from '../audit/cockpit-audit.ts';
import type { ProgramCa, ProgramCertificate } from './program-ca.ts';

/** What a renewal needs. */
export interface RenewPorts {
  readonly ca: ProgramCa;
  readonly audit: CockpitAudit;
  readonly store: Transactor<WithAudit>;
  readonly log: Log;
}

/** Renews what is due at a Controller and its Agents: requests come up, certificates go down. */
export async function renewCertificates(
  ports: RenewPorts,
  controllerId: string,
  client: Pick<ControllerClient, 'call'>,
  signal: AbortSignal,
): Promise<void> {
  const due = await client.call('renew-certificates', {}, {}, signal);
  if (!due.ok) {
    ports.log.warn('due certificates not asked for', { controllerId, problem: due.problem.message });
    return;
  }
  const certificates: { owner: CertificateOwner; certificate: string }[] = [];
  for (const { owner, csr } of due.value.requests) {
    const issued = await ports.ca.issue(subjectOf(controllerId, owner), csr);
    if (issued.ok) certificates.push({ owner, certificate: issued.value });
    else ports.log.warn('certificate not renewed', { controllerId, owner, problem: issued.problem.message });
  }
  if (certificates.length === 0) return;
  const installed = await client.call(
    'install-certificates',
    { ca: ports.ca.certificate, certificates },
    {},
    signal,
  );
  const refusalOf = ({ owner }: { readonly owner: CertificateOwner }): Problem | undefined => {
    if (!installed.ok) return installed.problem;
    return installed.value.refused.find((refused) => nameOf(refused.owner) === nameOf(owner))?.problem;
  };
  for (const one of certificates) {
    const refusal = refusalOf(one)?.message;
    if (refusal === undefined) continue;
    ports.log.warn('certificate not installed', { controllerId, owner: one.owner, problem: refusal });
  }
  await ports.store.change((stores) =>
    ports.audit.write(
      stores,
      certificates.map((one) => issuedEntry(ports, controllerId, one.owner, refusalOf(one))),
    ),
  );
}

function issuedEntry(
  { audit }: RenewPorts,
  controllerId: string,
  owner: CertificateOwner,
  refusal: Problem | undefined,
): AuditEntry {
  return {
    action: 'CertificateIssued',
    actor: audit.itself,
    target: { kind: 'certificate', id: nameOf(owner), controllerId },
    ...(refusal === undefined ? { outcome: 'succeeded' } : { outcome: 'failed', reasonCode: refusal.code }),
  };
}

function nameOf(owner: CertificateOwner): string {
  return owner.kind === 'agentServer' ? `${owner.kind}:${owner.agentId}` : owner.kind;
}

function subjectOf(controllerId: string, owner: CertificateOwner): ProgramCertificate {
  return owner.kind === 'agentServer'
    ? { kind: owner.kind, controllerId, agentId: owner.agentId }
    : { kind: owner.kind, controllerId };
}
