/** What was typed for a new order. */
export interface OrderInput {
  readonly typed: Readonly<Record<string, string>>;
  readonly name: string;
  readonly when: 'now' | 'at' | 'never';
  readonly date: string;
  readonly reason: string;
}

/** Nothing typed yet. */
export const noInput: OrderInput = { typed: {}, name: '', when: 'now', date: '', reason: '' };

const kept = new Map<string, OrderInput>();
const keptMax = 20;

/** Whether anything has been typed. */
export function isTyped(input: OrderInput): boolean {
  return JSON.stringify(input) !== JSON.stringify(noInput);
}

/** What was typed for a workflow and not sent, for as long as the page lives; nothing of it leaves the page. */
export function keptInput(workflow: string): OrderInput | undefined {
  return kept.get(workflow);
}

/** Keeps what was typed, or forgets it where there is nothing. */
export function keepInput(workflow: string, input: OrderInput | undefined): void {
  kept.delete(workflow);
  if (input === undefined || !isTyped(input)) return;
  kept.set(workflow, input);
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - keptMax))) kept.delete(oldest);
}
