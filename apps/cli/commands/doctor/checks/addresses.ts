import type { NeededAddress } from '../../../up/preflight.ts';
import type { PortFacts } from '../doctor-ports.ts';
import type { Finding } from '../finding.ts';

/** A port that a program needs. */
export function checkAddress(
  { what, variable, host, port }: NeededAddress,
  facts: PortFacts,
  isRunning: boolean,
): Finding {
  const check = `port of the ${what}`;
  const where = `${port} on ${host}`;
  const advice = `End that program, or set ${variable}.`;
  if (facts.kind === 'free') return { check, level: 'ok', text: `${where} is free` };
  if (facts.kind === 'unbindable')
    return {
      check,
      level: 'bad',
      text: `${where} can not be bound (${facts.code})`,
      advice: `Set ${variable}.`,
    };
  const holder = facts.pid === undefined ? 'a process' : `pid ${facts.pid} (${facts.command ?? 'unknown'})`;
  const isOwn = isRunning && (facts.command === undefined || /apps\/\w+\/main\.ts/.test(facts.command));
  return isOwn
    ? { check, level: 'ok', text: `${where} is held by ${holder}, Interlock itself` }
    : { check, level: 'bad', text: `${where} is held by ${holder}`, advice };
}
