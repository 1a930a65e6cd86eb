import { perform } from '../sqlite/perform-request.ts';
import { openWriteEngine } from '../sqlite/write-engine.ts';
import { writeFaultOf } from '../sqlite/write-fault.ts';
import type { WriterOptions } from '../sqlite/writer-message.ts';
import type { WriterThread } from '../sqlite/writer-thread.ts';

/** The writer's work without a thread of its own: for suites that open a hundred databases. */
export function inlineThread(options: WriterOptions): WriterThread {
  const engine = openWriteEngine(options.path, options);
  return {
    async ask(request) {
      try {
        return perform(engine, structuredClone(request));
      } catch (error) {
        return { kind: 'failed', fault: writeFaultOf(error) };
      }
    },
    terminate: async () => undefined,
  };
}
