import type { AuditEntry } from '@interlock/audit';
import { refuse, succeed } from '@interlock/base';
import type { ActHandler, Caller, CertificateOwner } from '@interlock/node-api';
import type { InstallOutcome } from '../certificates/controller-certificates.ts';
import { entry, noteRefusal } from './ask.ts';
import type { CallPorts } from './call-ports.ts';

/** `install-certificates`: stores renewed certificates, the own ones all or none, and hands the Agents theirs. */
export function installCertificates(ports: CallPorts): ActHandler<'install-certificates'> {
  return async ({ ca, certificates }, caller) => {
    const outcomes = await ports.certificates.install(ca, certificates);
    const refused = outcomes.flatMap(({ owner, problem }) =>
      problem === undefined ? [] : [{ owner, problem }],
    );
    const [first] = refused;
    if (first !== undefined && refused.length === outcomes.length) {
      noteRefusal('install-certificates', caller, ports, first.problem);
      return refuse(first.problem);
    }
    const auditEntries = outcomes.map((outcome) => entryOf(outcome, caller, ports.controllerId));
    const recorded = await ports.engine.execute(() => succeed({ commands: [], auditEntries }));
    return recorded.ok ? succeed({ refused }) : recorded;
  };
}

function entryOf({ owner, problem }: InstallOutcome, caller: Caller, controllerId: string): AuditEntry {
  const target = { kind: 'certificate', id: nameOf(owner), controllerId } as const;
  const installed = entry('install-certificates', caller, target);
  return problem === undefined ? installed : { ...installed, outcome: 'refused', reasonCode: problem.code };
}

function nameOf(owner: CertificateOwner): string {
  return owner.kind === 'agentServer' ? `${owner.kind}:${owner.agentId}` : owner.kind;
}
