import {
  type Clock,
  problem,
  type Result,
  refuse,
  type Secret,
  succeed,
  type Transactor,
} from '@interlock/base';
import type { JoinTokenStore, PendingJoin } from '@interlock/workflow';
import type { CockpitAudit, WithAudit } from '../audit/cockpit-audit.ts';
import type { ProgramCa, Sealer } from './program-ca.ts';

/** How long a join token is good, in milliseconds. */
export const joinTokenMs = 30 * 60_000;

/** What the tokens need. */
export interface JoinTokenPorts {
  readonly store: Transactor<WithAudit & { readonly joinTokens: JoinTokenStore }>;
  readonly ca: ProgramCa;
  readonly sealer: Sealer;
  readonly audit: CockpitAudit;
  readonly clock: Clock;
}

/** A program that waits to be joined, with its token. */
export interface JoinWaiting {
  readonly pending: PendingJoin;
  readonly token: Secret;
}

/** Gives the token of a program: the one that is still good, or a new one in its place. */
export async function joinTokenFor(
  ports: JoinTokenPorts,
  program: Pick<PendingJoin, 'role' | 'id' | 'controllerId' | 'address'>,
): Promise<JoinWaiting> {
  const now = ports.clock.now();
  const known = (await ports.store.read.joinTokens.list()).find(
    ({ role, id }) => role === program.role && id === program.id,
  );
  const isGood =
    known !== undefined && known.address === program.address && known.expiresAtMs > now + joinTokenMs / 2;
  const opened = isGood ? openToken(ports, known) : undefined;
  if (isGood && opened?.ok) return { pending: known, token: opened.value };
  return newToken(ports, program, now + joinTokenMs);
}

async function newToken(
  ports: JoinTokenPorts,
  program: Pick<PendingJoin, 'role' | 'id' | 'controllerId' | 'address'>,
  expiresAtMs: number,
): Promise<JoinWaiting> {
  const token = ports.ca.joinToken({
    role: program.role,
    id: program.id,
    address: program.address,
    expiresAtMs,
  });
  const pending: PendingJoin = {
    ...program,
    expiresAtMs,
    sealedToken: ports.sealer.seal(token, placeOf(program)),
  };
  await ports.store.change(async (stores) => {
    await stores.joinTokens.save(pending);
    await ports.audit.write(stores, [
      {
        action: 'JoinTokenCreated',
        actor: ports.audit.itself,
        target: { kind: 'joinToken', id: `${program.role}:${program.id}` },
        outcome: 'succeeded',
        details: { expiresAtMs },
      },
    ]);
  });
  return { pending, token };
}

/** Opens a stored token. */
export function openToken(
  ports: Pick<JoinTokenPorts, 'sealer' | 'clock'>,
  pending: PendingJoin,
): Result<Secret> {
  if (pending.expiresAtMs <= ports.clock.now())
    return refuse(problem('UnknownObject', 'The join token has expired.'));
  const opened = ports.sealer.open(pending.sealedToken, placeOf(pending));
  return opened.ok ? succeed(opened.value) : opened;
}

function placeOf({ role, id }: Pick<PendingJoin, 'role' | 'id'>): string {
  return `join_token/${role}:${id}/sealed_token`;
}
