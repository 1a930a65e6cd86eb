import type { Log, Transactor } from '@interlock/base';
import { rescuedFact } from '@interlock/iam';
import type { FactStore } from '@interlock/workflow';
import type { ServiceDirectory } from './service-directory.ts';

/** How often it is looked whether another process changed Identity Services, in milliseconds. */
export const rescueLookMs = 2_000;

/** What a rescue leaves; it stays, and only that it was told comes to it. */
interface RescueFact {
  readonly account: string;
  readonly atMs: number;
  readonly isTold?: boolean;
}

/**
 * Looks at what `interlock rescue` may have changed from outside while this Cockpit runs, or before it started: its
 * Identity Service is built, and that somebody took access by the console is said once, for all to see.
 */
export function rescueLook(ports: {
  readonly store: Transactor<{ readonly facts: FactStore }>;
  readonly identityServices: Pick<ServiceDirectory, 'look'>;
  readonly log: Log;
  /** Says a line where the one who started the program sees it. */
  readonly progress: (text: string) => void;
}): () => Promise<void> {
  const { store, identityServices, log, progress } = ports;
  return async () => {
    await identityServices.look();
    const told = await store.read.facts.get(rescuedFact);
    const rescue = told === undefined ? undefined : (JSON.parse(told) as RescueFact);
    if (rescue === undefined || rescue.isTold) return;
    const { account, atMs } = rescue;
    const at = new Date(atMs).toISOString();
    progress(`WARNING: at ${at} the account ${account} was given all rights by interlock rescue`);
    log.warn('access was given back by interlock rescue', { account, at });
    await store.change(({ facts }) => facts.set(rescuedFact, JSON.stringify({ ...rescue, isTold: true })));
  };
}
