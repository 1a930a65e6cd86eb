import { decisionAgeMaxMs, decisionRecordsMax } from './explain/decision-record.ts';
import type { IamPorts } from './iam-ports.ts';
import type { ThrottleSettings } from './throttling/throttle-settings.ts';
import { endedApiTokenKeptMs } from './tokens/api-token.ts';

/** How long logins stay in the history where nothing else is set: 90 days. */
export const loginHistoryAgeDefaultMs = 90 * 24 * 3_600_000;

/**
 * Removes what has ended or is more than may be kept: sessions, devices, counters, old logins. To be called every
 * few minutes, in a transaction.
 *
 * @returns the ids of the sessions that have ended.
 */
export async function tidyUp(
  ports: IamPorts,
  nowMs: number,
  { countersMax }: Pick<ThrottleSettings, 'countersMax'>,
  loginHistoryAgeMs: number = loginHistoryAgeDefaultMs,
): Promise<readonly string[]> {
  await ports.devices.removeEnded(nowMs);
  await ports.apiTokens.removeEnded(nowMs - endedApiTokenKeptMs);
  await ports.throttle.prune(countersMax);
  await ports.loginHistory.removeBefore(nowMs - loginHistoryAgeMs);
  await ports.decisions.trim(nowMs - decisionAgeMaxMs, decisionRecordsMax);
  return ports.sessions.removeEnded(nowMs);
}
