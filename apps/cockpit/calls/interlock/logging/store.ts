import { problem, refuse, succeed } from '@interlock/base';
import { auditReason } from '../../../audit/audit-reason.ts';
import type { CallPorts } from '../../../call-ports.ts';
import type { Handler } from '../../call-handler.ts';
import { logDetail } from './logging.ts';

/** For how long details are written where the caller does not say, in minutes. */
const minutesDefault = 60;

/** Turns details in the log files on or off: first the audit record is durable, then it takes effect. */
export function storeLogging(ports: CallPorts): Handler<'interlock.logging.store'> {
  return async ({ caller, facts, request }) => {
    const { debug, authenticationDebug, minutes = minutesDefault } = request;
    const wanted = Object.entries({ debug, authenticationDebug }).filter(
      (entry): entry is ['debug' | 'authenticationDebug', boolean] => entry[1] !== undefined,
    );
    if (wanted.length === 0)
      return refuse(
        problem('InvalidInput', 'Neither debug nor authenticationDebug is given.', { field: 'debug' }),
      );
    await ports.data.change((stores) =>
      ports.audit.note(stores, {
        action: 'LoggingChanged',
        facts,
        caller,
        targets: wanted.map(([name]) => ({ kind: 'settings', id: `logging/${name}` })),
        ...auditReason(request.auditLog),
        details: { ...Object.fromEntries(wanted), minutes },
      }),
    );
    const nowMs = ports.clock.now();
    for (const [name, on] of wanted) ports.logSwitches.switch(name, on ? nowMs + minutes * 60_000 : 0);
    return succeed(logDetail(ports.logSwitches, nowMs));
  };
}
