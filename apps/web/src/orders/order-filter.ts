import type { OrderAnswer, OrderStateWord } from '@interlock/cockpit-api';
import { readText, readWords } from '../address/search-text.ts';

/** The groups of states by which the list is narrowed, in the order in which they need a person. */
export const orderGroups = {
  failed: ['FAILED', 'BROKEN'],
  blocked: ['BLOCKED'],
  prompting: ['PROMPTING'],
  suspended: ['SUSPENDED'],
  running: ['RUNNING', 'INPROGRESS'],
  waiting: ['WAITING'],
  scheduled: ['SCHEDULED', 'PENDING', 'PLANNED'],
  ended: ['FINISHED', 'CANCELLED'],
} as const satisfies Readonly<Record<string, readonly OrderStateWord[]>>;

/** The name of a group. */
export type OrderGroup = keyof typeof orderGroups;

/** The names of the groups, in their order. */
export const orderGroupNames = Object.keys(orderGroups) as readonly OrderGroup[];

/** What narrows the list of orders. */
export interface OrderFilter {
  readonly groups: readonly OrderGroup[];
  readonly workflow?: string;
  readonly words?: string;
}

/** Reads the filter from the address. What makes no sense there is passed over. */
export function readOrderFilter(search: Readonly<Record<string, unknown>>): OrderFilter {
  const workflow = readText(search.workflow);
  const words = readText(search.q, 200);
  return {
    groups: readWords(search.state, orderGroupNames),
    ...(workflow === undefined ? {} : { workflow }),
    ...(words === undefined ? {} : { words }),
  };
}

/** Writes the filter as it stands in the address. */
export function writeOrderFilter(filter: OrderFilter): Readonly<Record<string, string | undefined>> {
  return {
    state: filter.groups.length === 0 ? undefined : filter.groups.join(','),
    workflow: filter.workflow,
    q: filter.words,
  };
}

/** The states that the groups stand for; none where all are meant. */
export function statesOf(groups: readonly OrderGroup[]): readonly OrderStateWord[] {
  return groups.flatMap((group) => orderGroups[group]);
}

/** The group in which a state is counted. */
export function groupOf(word: OrderStateWord): OrderGroup | undefined {
  return orderGroupNames.find((group) => (orderGroups[group] as readonly string[]).includes(word));
}

/** Whether an order belongs into the list: the same rule for what is asked and for what the stream brings. */
export function matchesFilter(order: OrderAnswer, filter: OrderFilter): boolean {
  const states: readonly string[] = statesOf(filter.groups);
  if (states.length > 0 && !states.includes(order.state._text)) return false;
  if (filter.workflow !== undefined && order.workflowId.path !== filter.workflow) return false;
  return matchesWords(`${order.workflowId.path}/${order.orderId}`, filter.words);
}

/** Whether a text holds every word, without regard to case. */
export function matchesWords(text: string, words: string | undefined): boolean {
  const lower = text.toLowerCase();
  return (words ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
