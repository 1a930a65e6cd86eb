import type { OrderStateWord } from '@interlock/cockpit-api';
import type { TextKey } from '../texts/text.ts';

/** The colours that states have; each has a face and a soft ground in tokens.css. */
export type Hue = 'red' | 'amber' | 'green' | 'blue' | 'violet' | 'pink' | 'slate';

/** The icon of a state, by name; elements/state-icon.tsx draws it. */
export type StateIconName =
  | 'failed'
  | 'blocked'
  | 'prompting'
  | 'suspended'
  | 'running'
  | 'progress'
  | 'waiting'
  | 'scheduled'
  | 'finished'
  | 'cancelled'
  | 'unknown';

/** How a state looks: one colour, one icon and one word, everywhere the same. */
export interface StateLook {
  readonly hue: Hue;
  readonly icon: StateIconName;
  readonly word: TextKey;
}

/** The looks of an order's states. */
export const orderStateLooks: Readonly<Record<OrderStateWord, StateLook>> = {
  FAILED: { hue: 'red', icon: 'failed', word: 'orderState.FAILED' },
  BROKEN: { hue: 'red', icon: 'failed', word: 'orderState.BROKEN' },
  BLOCKED: { hue: 'pink', icon: 'blocked', word: 'orderState.BLOCKED' },
  PROMPTING: { hue: 'violet', icon: 'prompting', word: 'orderState.PROMPTING' },
  SUSPENDED: { hue: 'amber', icon: 'suspended', word: 'orderState.SUSPENDED' },
  RUNNING: { hue: 'blue', icon: 'running', word: 'orderState.RUNNING' },
  INPROGRESS: { hue: 'blue', icon: 'progress', word: 'orderState.INPROGRESS' },
  WAITING: { hue: 'slate', icon: 'waiting', word: 'orderState.WAITING' },
  SCHEDULED: { hue: 'slate', icon: 'scheduled', word: 'orderState.SCHEDULED' },
  PENDING: { hue: 'slate', icon: 'scheduled', word: 'orderState.PENDING' },
  PLANNED: { hue: 'slate', icon: 'scheduled', word: 'orderState.PLANNED' },
  FINISHED: { hue: 'green', icon: 'finished', word: 'orderState.FINISHED' },
  CANCELLED: { hue: 'slate', icon: 'cancelled', word: 'orderState.CANCELLED' },
  UNKNOWN: { hue: 'slate', icon: 'unknown', word: 'orderState.UNKNOWN' },
};

/** How an order or a step went. */
export type HistoryWord = 'SUCCESSFUL' | 'INCOMPLETE' | 'FAILED';

/** The looks of the history's states. */
export const historyStateLooks: Readonly<Record<HistoryWord, StateLook>> = {
  SUCCESSFUL: { hue: 'green', icon: 'finished', word: 'historyState.SUCCESSFUL' },
  INCOMPLETE: { hue: 'blue', icon: 'running', word: 'historyState.INCOMPLETE' },
  FAILED: { hue: 'red', icon: 'failed', word: 'historyState.FAILED' },
};
