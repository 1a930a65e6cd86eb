import type { SqlValue, Unit } from './statement.ts';
import { storageUnavailable } from './storage-unavailable.ts';
import type { WriteLimits } from './write-limits.ts';

/** A unit that waits for a group. */
export interface WaitingUnit {
  readonly kind: 'unit';
  readonly unit: Unit;
  readonly size: number;
  resolve(): void;
  reject(error: Error): void;
}

/** An interactive transaction that waits for its turn. */
export interface WaitingTransaction {
  readonly kind: 'transaction';
  /** Takes its turn; resolves when the next may have it. Never rejects. */
  run(): Promise<void>;
  reject(error: Error): void;
}

type Waiting = WaitingUnit | WaitingTransaction;

/** All that waits for the one writer, in the order in which it came. */
export interface WriteQueue {
  /** @throws ProblemError StorageUnavailable when too much waits already. */
  add(waiting: Waiting): void;
  remove(waiting: Waiting): void;
  /** The next turn: units that share a COMMIT, or one transaction. */
  next(): readonly WaitingUnit[] | WaitingTransaction | undefined;
  /** Empties the queue and rejects everybody in it. */
  rejectAll(error: Error): void;
}

/** Makes an empty queue. */
export function writeQueue(limits: WriteLimits): WriteQueue {
  const waiting = new Set<Waiting>();
  let size = 0;
  const remove = (item: Waiting) => {
    if (waiting.delete(item) && item.kind === 'unit') size -= item.size;
  };
  return {
    add(item) {
      const added = item.kind === 'unit' ? item.size : 0;
      const tooMuch = waiting.size >= limits.waitingMax || (size > 0 && size + added > limits.waitingSizeMax);
      if (tooMuch) throw storageUnavailable('too many writes are waiting');
      waiting.add(item);
      size += added;
    },
    remove,
    next() {
      const first = waiting.values().next().value;
      if (first?.kind === 'transaction') {
        remove(first);
        return first;
      }
      const group = leadingGroup(waiting, limits);
      group.forEach(remove);
      return group.length === 0 ? undefined : group;
    },
    rejectAll(error) {
      const everybody = [...waiting];
      waiting.clear();
      size = 0;
      for (const item of everybody) item.reject(error);
    },
  };
}

function leadingGroup(waiting: Iterable<Waiting>, limits: WriteLimits): readonly WaitingUnit[] {
  const group: WaitingUnit[] = [];
  let size = 0;
  for (const item of waiting) {
    if (item.kind !== 'unit' || group.length >= limits.groupMax) break;
    if (group.length > 0 && size + item.size > limits.groupSizeMax) break;
    group.push(item);
    size += item.size;
  }
  return group;
}

/** About how much memory the parameters of a unit take, in characters and bytes. */
export function sizeOf(unit: Unit): number {
  let size = 0;
  for (const { rows } of unit) for (const row of rows) for (const value of row) size += sizeOfValue(value);
  return size;
}

function sizeOfValue(value: SqlValue): number {
  return typeof value === 'string' || value instanceof Uint8Array ? value.length : 8;
}
