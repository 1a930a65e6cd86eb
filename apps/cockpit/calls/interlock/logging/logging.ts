import { succeed } from '@interlock/base';
import type { ResponseOf } from '@interlock/cockpit-api';
import type { CallPorts } from '../../../call-ports.ts';
import type { LogDetailName, LogSwitches } from '../../../logging/log-switches.ts';
import type { Handler } from '../../call-handler.ts';

/** What the log files hold in detail now. */
export function readLogging(ports: CallPorts): Handler<'interlock.logging'> {
  return async () => succeed(logDetail(ports.logSwitches, ports.clock.now()));
}

/** The switches as the API shows them. */
export function logDetail(switches: LogSwitches, nowMs: number): ResponseOf<'interlock.logging'> {
  const detail = (name: LogDetailName) => {
    const untilMs = switches.switchedUntil(name);
    const on = untilMs > nowMs;
    return { on, ...(on && Number.isFinite(untilMs) ? { untilMs } : {}) };
  };
  return { debug: detail('debug'), authenticationDebug: detail('authenticationDebug') };
}
