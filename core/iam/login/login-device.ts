import { type AccountName, type Clock, Secret, type Sha256, type Transactor } from '@interlock/base';
import type { IamPorts } from '../iam-ports.ts';
import { devicesPerAccountMax } from '../sessions/session-settings.ts';
import { newToken, tokenHash } from '../sessions/session-token.ts';
import { withoutCase } from './admit-proofs.ts';
import type { LoginRequest, LoginSurroundings } from './login-request.ts';

/** The hash of the mark that a browser sent, where this name has logged in with it before. */
export async function knownDevice(
  deviceMark: string | undefined,
  accountName: AccountName | undefined,
  { store, sha256, clock }: DeviceSurroundings,
): Promise<string | undefined> {
  if (deviceMark === undefined || accountName === undefined) return undefined;
  const markHash = tokenHash('device', deviceMark, sha256);
  if (markHash === undefined) return undefined;
  const known = await store.read.devices.knows(markHash, withoutCase(accountName), clock.now());
  return known ? markHash : undefined;
}

/** What it takes to look a device up. */
export interface DeviceSurroundings {
  readonly store: Pick<Transactor<Pick<IamPorts, 'devices'>>, 'read'>;
  readonly sha256: Sha256;
  readonly clock: Clock;
}

/**
 * Makes the browser of a login known. A mark that this name has not used before is replaced, so that nobody can
 * plant one of his own in another's browser and have it become known.
 */
export async function deviceAfterLogin<P extends IamPorts>(
  ports: P,
  { transport, deviceMark }: LoginRequest,
  name: AccountName,
  { sha256, random, clock, sessionSettings }: LoginSurroundings<P>,
): Promise<Secret | undefined> {
  if (transport !== 'cookie') return undefined;
  const accountName = withoutCase(name);
  const nowMs = clock.now();
  const sent = deviceMark === undefined ? undefined : tokenHash('device', deviceMark, sha256);
  const known = sent !== undefined && (await ports.devices.knows(sent, accountName, nowMs));
  const mark = known && deviceMark !== undefined ? new Secret(deviceMark) : newToken('device', random);
  const markHash = tokenHash('device', mark.reveal(), sha256);
  if (markHash === undefined) throw new TypeError('the source of randomness gave too few bytes');
  const endsAtMs = nowMs + sessionSettings.deviceLimitMs;
  await ports.devices.save({ markHash, accountName, endsAtMs }, devicesPerAccountMax);
  return mark;
}
