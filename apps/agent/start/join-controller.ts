import { type Log, problem, type Result, refuse, type Secret, succeed } from '@interlock/base';
import type { JoinGrant, JoinWaiting, WaitForJoin } from '@interlock/node-api';

/** What the certificates of a join have to be checked against, from the join token. */
export interface JoinTokenFacts {
  readonly role: 'controller' | 'agent';
  readonly id: string;
  /** The thumb-print of the CA. */
  readonly fingerprint: string;
}

/** What an Agent that has no certificate needs to get one. */
export interface JoinControllerPorts {
  readonly agentId: string;
  /** Where to wait, `host:port`. */
  readonly address: string;
  /** The next join token that somebody gives this Agent; rejects when the signal ends it. */
  readonly nextToken: (signal: AbortSignal) => Promise<Secret>;
  readonly readToken: (token: Secret) => Result<JoinTokenFacts>;
  readonly waitForJoin: WaitForJoin;
  /** Makes a certificate request for a fresh key. */
  readonly createRequest: () => Promise<string>;
  /** Checks what came for that key, and stores key and certificate durably. */
  readonly store: (grant: Omit<JoinGrant, 'kind'>, fingerprint: string) => Promise<Result<void>>;
  readonly listening: (address: string) => void;
  readonly log: Log;
}

/**
 * Waits to be joined (semantics §4.6): for a token, then for the Controller that dials and proves it. A newer token
 * takes the place of the one before, which may have expired.
 */
export async function joinController(ports: JoinControllerPorts, signal: AbortSignal): Promise<Result<void>> {
  const csr = await ports.createRequest();
  let token = await ports.nextToken(signal);
  for (;;) {
    const outcome = await waitWith(token, csr, ports, signal);
    if (outcome.kind === 'over') return outcome.result;
    token = outcome.token;
  }
}

type Outcome =
  | { readonly kind: 'over'; readonly result: Result<void> }
  | { readonly kind: 'newer'; readonly token: Secret };

async function waitWith(
  token: Secret,
  csr: string,
  ports: JoinControllerPorts,
  signal: AbortSignal,
): Promise<Outcome> {
  const waiting = waitingWith(token, csr, ports);
  if (!waiting.ok) return { kind: 'over', result: waiting };
  const round = new AbortController();
  const both = AbortSignal.any([signal, round.signal]);
  const over = ports.waitForJoin(waiting.value, both).then((result): Outcome => ({ kind: 'over', result }));
  const newer = ports.nextToken(both).then((next): Outcome => ({ kind: 'newer', token: next }));
  newer.catch(() => {}); // rejects when the wait is over, which is no fault
  const outcome = await Promise.race([over, newer.catch(() => over)]);
  round.abort();
  await over; // the listener's address is free again
  if (outcome.kind === 'newer') ports.log.info('a newer join token takes the place of the one before');
  return outcome;
}

function waitingWith(token: Secret, csr: string, ports: JoinControllerPorts): Result<JoinWaiting> {
  const { agentId, address, readToken, store, listening } = ports;
  const facts = readToken(token);
  if (!facts.ok) return facts;
  const { role, id, fingerprint } = facts.value;
  if (role !== 'agent' || id !== agentId)
    return refuse(
      problem('JoinRefused', `The join token is for ${role} ${id}, and this is agent ${agentId}.`),
    );
  return succeed({
    role: 'agent',
    id: agentId,
    address,
    token,
    requests: [{ purpose: 'server', csr }],
    store: (grant) => store(grant, fingerprint),
    listening,
  });
}
