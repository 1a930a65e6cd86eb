import { type Log, problem, type Result, refuse, type Secret, succeed } from '@interlock/base';
import type { JoinGrant, JoinWaiting, WaitForJoin } from '@interlock/node-api';

/** What the certificates of a join have to be checked against, from the join token. */
export interface JoinTokenFacts {
  readonly role: 'controller' | 'agent';
  readonly id: string;
  /** The thumb-print of the CA. */
  readonly fingerprint: string;
}

/** What a Controller that has no certificates needs to get them. */
export interface JoinCockpitPorts {
  readonly controllerId: string;
  /** Where to wait, `host:port`. */
  readonly address: string;
  /** The next join token that somebody gives this Controller; rejects when the signal ends it. */
  readonly nextToken: (signal: AbortSignal) => Promise<Secret>;
  readonly readToken: (token: Secret) => Result<JoinTokenFacts>;
  readonly waitForJoin: WaitForJoin;
  /** Certificate requests for fresh keys, one for each direction. */
  readonly requests: JoinWaiting['requests'];
  /** Checks what came for those keys, and stores keys and certificates durably. */
  readonly store: (grant: Omit<JoinGrant, 'kind'>, fingerprint: string) => Promise<Result<void>>;
  readonly listening: (address: string) => void;
  readonly log: Log;
}

type Outcome =
  | { readonly kind: 'over'; readonly result: Result<void> }
  | { readonly kind: 'newer'; readonly token: Secret };

/**
 * Waits to be joined (semantics §4.6): for a token, then for the Cockpit that dials and proves it. A newer token takes
 * the place of the one before, which may have expired.
 */
export async function joinCockpit(ports: JoinCockpitPorts, signal: AbortSignal): Promise<Result<void>> {
  let token = await ports.nextToken(signal);
  for (;;) {
    const waiting = waitingWith(token, ports);
    if (!waiting.ok) return waiting;
    const outcome = await waitOnce(waiting.value, ports, signal);
    if (outcome.kind === 'over') return outcome.result;
    ports.log.info('a newer join token takes the place of the one before');
    token = outcome.token;
  }
}

async function waitOnce(
  waiting: JoinWaiting,
  ports: JoinCockpitPorts,
  signal: AbortSignal,
): Promise<Outcome> {
  const round = new AbortController();
  const both = AbortSignal.any([signal, round.signal]);
  const over = ports.waitForJoin(waiting, both).then((result): Outcome => ({ kind: 'over', result }));
  // It rejects when the wait is over, which is no fault.
  const newer = ports.nextToken(both).then(
    (token): Outcome => ({ kind: 'newer', token }),
    () => over,
  );
  const outcome = await Promise.race([over, newer]);
  round.abort();
  // The listener's address is free only then.
  await over;
  return outcome;
}

function waitingWith(token: Secret, ports: JoinCockpitPorts): Result<JoinWaiting> {
  const { address, controllerId, listening, readToken, requests, store } = ports;
  const facts = readToken(token);
  if (!facts.ok) return facts;
  const { fingerprint, id, role } = facts.value;
  if (role !== 'controller' || id !== controllerId) {
    const message = `The join token is for the ${role} ${id}, and this is the Controller ${controllerId}.`;
    return refuse(problem('JoinRefused', message));
  }
  return succeed({
    role: 'controller',
    id: controllerId,
    address,
    token,
    requests,
    store: (grant) => store(grant, fingerprint),
    listening,
  });
}
