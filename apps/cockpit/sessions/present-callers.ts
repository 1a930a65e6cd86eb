import type { Clock, Sha256, Transactor } from '@interlock/base';
import type { Credential } from '@interlock/cockpit-api';
import { type IamPorts, type IdentityRevision, originProven, sessionState } from '@interlock/iam';
import type { Caller } from './caller.ts';
import { callerOfApiToken } from './caller-of-api-token.ts';
import { callerOfSession } from './caller-of-session.ts';
import { originValueOf } from './page-value.ts';
import { rightsCache } from './rights-cache.ts';
import { type ShownToken, shownToken } from './shown-token.ts';

/** Finds who stands behind a credential, with the roles and rights of this moment (semantics §2.10). */
export interface PresentCallers {
  /**
   * The caller; undefined where the credential belongs to nobody, or what it belongs to has ended. It answers at once
   * where nothing has changed since it looked last.
   */
  find(credential: Credential): Caller | undefined | Promise<Caller | undefined>;
  /** Lets what was read of a caller's session or token be read again, because its last use has moved. */
  forget(credential: Credential): void;
  /** A number that is another one after every change on which callers and their rights stand. */
  revision(): number;
}

/** What it needs. */
export interface PresentCallersPorts {
  readonly data: Pick<Transactor<IamPorts>, 'read'>;
  readonly identityRevision: IdentityRevision;
  readonly clock: Clock;
  readonly sha256: Sha256;
}

/** How many callers are kept; beyond it all are read anew. */
const keptMax = 10_000;

/** How often a caller is read again because something changed meanwhile, before he is taken as he was read. */
const triesMax = 3;

/** Keeps callers by the hash of their token, for as long as provably nothing has changed. */
export function presentCallers(ports: PresentCallersPorts): PresentCallers {
  const { identityRevision, clock, sha256 } = ports;
  const kept = new Map<string, Caller>();
  const rightsOf = rightsCache();
  let keptAt: number | undefined;
  const upToDate = () => {
    const revision = identityRevision.current();
    if (revision !== keptAt) kept.clear();
    keptAt = revision;
    return revision;
  };
  const read = async (shown: ShownToken): Promise<Caller | undefined> => {
    for (let tries = 1; ; tries++) {
      const revision = upToDate();
      const caller = await (shown.kind === 'api' ? callerOfApiToken : callerOfSession)(
        ports.data.read,
        shown,
        clock.now(),
        rightsOf,
      );
      const isPresent = identityRevision.current() === revision;
      if (!isPresent && tries < triesMax) continue;
      if (isPresent && caller !== undefined) keep(kept, shown.hash, caller);
      return isUsable(caller, clock.now()) ? caller : undefined;
    }
  };
  return {
    find(credential) {
      const shown = shownToken(credential, sha256);
      if (shown === undefined) return undefined;
      upToDate();
      const caller = kept.get(shown.hash);
      // What has ended is read again: another process may have noted a use.
      if (caller === undefined || !isUsable(caller, clock.now()))
        return read(shown).then((found) => provenBy(found, credential, sha256));
      return provenBy(caller, credential, sha256);
    },
    forget(credential) {
      const shown = shownToken(credential, sha256);
      if (shown !== undefined) kept.delete(shown.hash);
    },
    revision: () => identityRevision.current(),
  };
}

function keep(kept: Map<string, Caller>, hash: string, caller: Caller): void {
  if (kept.size >= keptMax) kept.clear();
  kept.set(hash, caller);
}

function isUsable(caller: Caller | undefined, nowMs: number): caller is Caller {
  return caller !== undefined && sessionState(caller.session, nowMs).kind === 'live';
}

/** The caller, if a page also sent the value that it made at its login (semantics §3.5). */
function provenBy(caller: Caller | undefined, credential: Credential, sha256: Sha256): Caller | undefined {
  if (caller === undefined || credential.kind !== 'page') return caller;
  const originValue = originValueOf(credential.pageValue).reveal();
  return originProven(caller.session, originValue, sha256) ? caller : undefined;
}
