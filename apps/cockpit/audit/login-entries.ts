import type { AuditEntry, AuditEventName, AuditOutcome } from '@interlock/audit';
import { type RequestFacts, routes } from '@interlock/cockpit-api';
import type { LoginHistoryEntry, Session } from '@interlock/iam';

/** A login in the audit trail. Whoever was refused is a stranger: his name is only what he claimed. */
export function loginEntry(login: LoginHistoryEntry, facts: RequestFacts): AuditEntry {
  const succeeded = login.result === 'succeeded';
  const account = login.accountName ?? '';
  return {
    action: 'LoggedIn',
    actor: {
      kind: succeeded ? 'account' : 'stranger',
      account,
      ...(login.serviceName === undefined ? {} : { identityService: login.serviceName }),
      address: facts.clientAddress,
    },
    target: { kind: 'account', id: account },
    outcome: succeeded ? 'succeeded' : 'refused',
    ...(succeeded ? {} : { reasonCode: login.reason }),
    request: routes[facts.routeId].path,
    correlation: facts.requestId,
    details: {
      services: login.services.map(({ serviceName, outcome, reason }) => ({ serviceName, outcome, reason })),
    },
  };
}

/** What an account did with its own session or password. */
export function accountEntry(
  action: AuditEventName,
  account: string,
  session: Session,
  facts: RequestFacts,
  outcome: AuditOutcome,
): AuditEntry {
  return {
    action,
    actor: { kind: 'account', account, session: session.id, address: facts.clientAddress },
    target: { kind: 'account', id: account },
    outcome,
    request: routes[facts.routeId].path,
    correlation: facts.requestId,
  };
}
