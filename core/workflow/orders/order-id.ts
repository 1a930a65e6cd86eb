import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import { addedOrderIdLengthMax } from './limits.ts';
import type { OrderId } from './order.ts';
import { dayMs, utcDay } from './utc.ts';

/** The longest name within an order id, in characters. */
export const orderNameLengthMax = 30;

const nameForm = /^[\p{L}_][\p{L}\p{N}_]*$/u;
// What separates children, what a path or a markup reads, and what nobody sees.
const forbidden = /[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}|/\\"'`<>&]/u;

/** A thousandth of a millisecond since 1970: what an order id is made of, so that no two are the same. */
export type OrderTick = number;

/**
 * The tick of the next order: later than the last one, and apart from those of other programs by chance.
 *
 * @param lastTick - the tick of the order before, 0 for the first.
 * @param chance - at least 0 and less than 1.
 */
export function nextOrderTick(lastTick: OrderTick, nowMs: number, chance: number): OrderTick {
  return Math.max(lastTick + 1, nowMs * 1000 + Math.floor(chance * 1000));
}

/** The id of an order added by hand: `#2026-11-22#T43200000123-name`, the day in UTC. */
export function orderIdOf(tick: OrderTick, name: string): OrderId {
  const number = tick % (dayMs * 1000);
  return `#${utcDay(Math.floor(tick / 1000))}#T${String(number).padStart(11, '0')}-${name}`;
}

/** Checks the name for an order id: letters, digits and `_`, no digit first, at most 30 characters. */
export function orderName(input: string, field = 'orderName'): Result<string> {
  if (input.length <= orderNameLengthMax && input.isWellFormed() && nameForm.test(input))
    return succeed(input);
  const rule = `letters, digits and _, no digit first, at most ${orderNameLengthMax} characters`;
  return refuse(problem('InvalidName', `An order's name has to be ${rule}.`, { field }));
}

/** The name of an account as the name for an order id: what does not fit becomes `_`. */
export function orderNameFrom(account: string): string {
  const fitting = account.replaceAll(/[^\p{L}\p{N}_]/gu, '_').replace(/^(?=\p{N})/u, '_');
  const short = Array.from(fitting);
  while (short.join('').length > orderNameLengthMax) short.pop();
  return short.length === 0 ? '_' : short.join('');
}

/** Checks an order's id as it may be given from outside; that of a child is refused. */
export function orderIdProblem(input: unknown, field: string): Problem | undefined {
  const isId =
    typeof input === 'string' &&
    input !== '' &&
    input.length <= addedOrderIdLengthMax &&
    input.isWellFormed() &&
    input === input.normalize('NFC') &&
    !forbidden.test(input);
  if (isId) return undefined;
  const rule = `1 to ${addedOrderIdLengthMax} characters in normal form C, without white space, quotes, slashes and |`;
  return problem('InvalidInput', `An order id has to be ${rule}.`, { field });
}

/** The id of the child in a Fork's branch. */
export function childId(parentId: OrderId, branchId: string): OrderId {
  return `${parentId}|${branchId}`;
}

/** The order from which all forks came: the id up to the first `|`. */
export function rootId(orderId: OrderId): OrderId {
  const cut = orderId.indexOf('|');
  return cut < 0 ? orderId : orderId.slice(0, cut);
}
