import { type AuditEntry, refusalCounter } from '@interlock/audit';
import type { Clock, Log, Transactor } from '@interlock/base';
import { type Refused, type RequestFacts, routes } from '@interlock/cockpit-api';
import { networkOf } from '@interlock/iam';
import type { Caller } from '../sessions/caller.ts';
import { actingBy } from './acting-by.ts';
import type { CockpitAudit, WithAudit } from './cockpit-audit.ts';

/** Brings refusals at the border into the audit trail, counted, so that strangers can't fill the disk (semantics §6.3). */
export interface RefusalTrail {
  /** Takes a refused call. It is written in its turn; nobody waits for it. */
  note(refused: Refused<Caller>): void;
  /** Counts a refusal that is written within a transaction of the caller's. @returns what is to be written there. */
  countNow(facts: RequestFacts, entry: AuditEntry): readonly AuditEntry[];
  /** Writes what was counted in windows that have ended. To be called at least once a minute. */
  look(): Promise<void>;
  /** Writes all that was counted, before the program stops. */
  end(): Promise<void>;
}

/** How many records may wait to be written; what comes beyond is only counted. */
const waitingMax = 1_000;

/** Makes the trail. */
export function refusalTrail(ports: {
  readonly data: Transactor<WithAudit>;
  readonly audit: CockpitAudit;
  readonly clock: Clock;
  readonly log: Log;
}): RefusalTrail {
  const counter = refusalCounter();
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();
  const write = (entries: readonly AuditEntry[]): Promise<void> => {
    if (entries.length === 0 || waiting + entries.length > waitingMax) return last;
    waiting += entries.length;
    last = last
      .then(() => ports.data.change((stores) => ports.audit.write(stores, entries)))
      .catch((fault: unknown) => ports.log.error('refusals were not written to the audit trail', { fault }))
      .finally(() => {
        waiting -= entries.length;
      });
    return last;
  };
  const count = (facts: RequestFacts, entry: AuditEntry) =>
    counter.count({ source: networkOf(facts.clientAddress), entry }, ports.clock.now());
  return {
    note: (refused) => {
      void write(count(refused.facts, entryOf(refused)));
    },
    countNow: count,
    look: () => write(counter.ended(ports.clock.now())),
    end: () => write(counter.rest()),
  };
}

function entryOf({ problem, facts, caller }: Refused<Caller>): AuditEntry {
  const { path } = routes[facts.routeId];
  return {
    action: actionOf(problem.code),
    actor:
      caller === undefined
        ? { kind: 'stranger', account: '', address: facts.clientAddress }
        : {
            kind: 'account',
            account: caller.accountName,
            identityService: caller.serviceName,
            ...actingBy(caller),
            address: facts.clientAddress,
          },
    target: { kind: 'route', id: path },
    outcome: 'refused',
    reasonCode: problem.code,
    request: path,
    correlation: facts.requestId,
    details: { message: problem.message },
  };
}

function actionOf(code: Refused<Caller>['problem']['code']): AuditEntry['action'] {
  if (code === 'CrossSiteRefused') return 'CrossSiteRefused';
  return code === 'Throttled' ? 'RequestsThrottled' : 'AccessRefused';
}
