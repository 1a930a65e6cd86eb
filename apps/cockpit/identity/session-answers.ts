import type { SessionItem } from '@interlock/cockpit-api';
import type { IamPorts, Session } from '@interlock/iam';
import { sessionAnswer } from '../mapping/session.ts';

/** Sessions as lists show them, the one of this call marked. */
export async function sessionAnswers(
  { identityServices }: Pick<IamPorts, 'identityServices'>,
  sessions: readonly Session[],
  at: { readonly nowMs: number; readonly ownId: string },
): Promise<SessionItem[]> {
  const services = new Map((await identityServices.list()).map((service) => [service.id, service]));
  return sessions.map((session) => {
    const [proof] = session.evidence;
    const service = proof === undefined ? undefined : services.get(proof.serviceId);
    return sessionAnswer(session, service, at.nowMs, at.ownId);
  });
}
