import type { AuditEntry, AuditEventName } from '@interlock/audit';
import type { Problem, ProblemCode } from '@interlock/base';

/** A refusal at the border of a hop, before anything was asked. */
export interface BorderRefusalFacts {
  readonly hop: 2 | 3;
  readonly act: string;
  readonly problem: Problem;
  readonly remoteAddress: string;
  /** The other end, as far as it was proved. */
  readonly peerId?: string;
  /** The id that the refused token says of itself. */
  readonly tokenId?: string;
}

const actions: { readonly [C in ProblemCode]?: AuditEventName } = {
  CertificateRefused: 'PeerRefused',
  HopTokenRefused: 'HopTokenRefused',
  JoinRefused: 'JoinRefused',
};

/** The audit entry of a refusal at the border; undefined where it is no matter of trust, such as bad JSON. */
export function borderRefusalEntry(
  refusal: BorderRefusalFacts,
  controllerId: string,
): AuditEntry | undefined {
  const action = actions[refusal.problem.code];
  if (action === undefined) return undefined;
  const { act, hop, peerId, problem, remoteAddress, tokenId } = refusal;
  return {
    action,
    actor: {
      kind: peerId === undefined ? 'stranger' : 'program',
      account: peerId ?? '',
      address: remoteAddress,
    },
    target: { kind: 'controller', id: controllerId, controllerId },
    outcome: 'refused',
    reasonCode: problem.field === undefined ? problem.code : `${problem.code}.${problem.field}`,
    details: { hop, act, ...(tokenId === undefined ? {} : { tokenId }) },
  };
}
