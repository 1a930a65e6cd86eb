import { accountName, succeed } from '@interlock/base';
import type { BlockedName } from '@interlock/iam';
import type { CallPorts } from '../../../call-ports.ts';
import { filterSpan } from '../../../mapping/dates/filter-time.ts';
import { isoTime } from '../../../mapping/iso-time.ts';
import type { Handler } from '../../call-handler.ts';

/** How many rows an answer has at most where the caller gives no limit. */
const limitDefault = 10_000;

/** The blocklist, by name. */
export function listBlockedAccounts(ports: CallPorts): Handler<'iam.blockedAccounts'> {
  return async ({ facts, request }) => {
    const span = filterSpan(request, { nowMs: facts.atMs });
    if (!span.ok) return span;
    const wanted = request.accountName === undefined ? undefined : accountName(request.accountName);
    if (wanted?.ok === false) return wanted;
    const { fromMs = -Infinity, toMs = Infinity } = span.value;
    const found = (await ports.data.read.blocklist.list()).filter(
      ({ name, sinceMs }) =>
        (wanted === undefined || name === wanted.value) && sinceMs >= fromMs && sinceMs < toMs,
    );
    const { limit = limitDefault } = request;
    return succeed({ blockedAccounts: (limit < 0 ? found : found.slice(0, limit)).map(blockedAccount) });
  };
}

function blockedAccount({ name, comment, sinceMs }: BlockedName) {
  return { accountName: name, ...(comment === '' ? {} : { comment }), since: isoTime(sinceMs) };
}
