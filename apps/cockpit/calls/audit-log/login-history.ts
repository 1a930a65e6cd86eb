import { type AccountName, accountName, succeed } from '@interlock/base';
import type { ResponseOf } from '@interlock/cockpit-api';
import { type LoginHistoryEntry, withoutCase } from '@interlock/iam';
import type { CallPorts } from '../../call-ports.ts';
import { filterSpan } from '../../mapping/dates/filter-time.ts';
import { isoTime } from '../../mapping/iso-time.ts';
import type { Handler } from '../call-handler.ts';

/** How many rows an answer has at most. */
const limitMax = 10_000;

/** What stands in the place of a name where a login gave none, as JS7's clients know it. */
const noName = '*none';

/** Failed logins, or those that succeeded, with what each Identity Service answered (semantics §1.7). */
export function loginHistory(ports: CallPorts): Handler<'audit_log.login_history'> {
  return async ({ facts, request }) => {
    const span = filterSpan(request, { nowMs: facts.atMs });
    if (!span.ok) return span;
    const wanted = request.accountName === undefined ? undefined : accountName(request.accountName);
    if (wanted?.ok === false) return wanted;
    const { limit = limitMax, loginSuccess = false } = request;
    const { read } = ports.data;
    const found = await read.loginHistory.list({
      ...span.value,
      ...(wanted === undefined ? {} : { accountName: wanted.value }),
      result: loginSuccess ? 'succeeded' : 'refused',
      limit: limit < 1 ? limitMax : Math.min(limit, limitMax),
    });
    const blocked = new Set((await read.blocklist.list()).map(({ name }) => name));
    return succeed({ loginHistoryItems: found.map((entry) => historyItem(entry, blocked)) });
  };
}

type Item = ResponseOf<'audit_log.login_history'>['loginHistoryItems'][number];

function historyItem(entry: LoginHistoryEntry, blocked: ReadonlySet<AccountName>): Item {
  const { id, accountName: name, atMs, result, reason, serviceName, address, userAgent, services } = entry;
  return {
    accountName: name ?? noName,
    loginDate: isoTime(atMs),
    loginSuccess: result === 'succeeded',
    details: {
      loginHistoryItems: services.map((answer) => ({
        identityServiceName: answer.serviceName,
        message: `${answer.outcome}: ${answer.reason}`,
        outcome: answer.outcome,
        reason: answer.reason,
      })),
    },
    id,
    reason,
    ...(serviceName === undefined ? {} : { identityServiceName: serviceName }),
    address,
    userAgent,
    blocked: name !== undefined && blocked.has(withoutCase(name)),
  };
}
