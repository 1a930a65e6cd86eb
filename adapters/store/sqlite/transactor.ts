import { AsyncLocalStorage } from 'node:async_hooks';
import type { Transactor } from '@interlock/base';
import type { ExclusiveConnection } from './exclusive-transaction.ts';
import type { Writer } from './writer.ts';

/** A change that runs; whoever calls another one from inside it would wait for himself. */
interface RunningChange {
  isRunning: boolean;
}

/**
 * The Transactor over a database.
 *
 * @param read what reads outside of changes.
 * @param portsOver makes the ports of one change.
 */
export function transactorOver<Ports>(
  writer: Writer,
  read: Ports,
  portsOver: (connection: ExclusiveConnection) => Ports,
): Transactor<Ports> {
  const inside = new AsyncLocalStorage<RunningChange>();
  return {
    read,
    change(work) {
      if (inside.getStore()?.isRunning)
        return Promise.reject(new Error('a change was begun inside a change, which would wait for itself'));
      const change: RunningChange = { isRunning: true };
      const end = () => {
        change.isRunning = false;
      };
      return writer.transaction((connection) => inside.run(change, work, portsOver(connection))).finally(end);
    },
  };
}
