/** The thread that alone writes a database. It blocks on the medium so that the program's event loop doesn't. */
import { parentPort, workerData } from 'node:worker_threads';
import { perform } from './perform-request.ts';
import { openWriteEngine } from './write-engine.ts';
import { writeFaultOf } from './write-fault.ts';
import type { WriterAnswer, WriterOptions, WriterRequest } from './writer-message.ts';

const port = parentPort;
if (port === null) throw new Error('the writer runs as a worker thread');

const { path, secureDelete } = workerData as WriterOptions;
const opened = attempt(() => openWriteEngine(path, { secureDelete }));
if (opened.ok) {
  port.on('message', (request: WriterRequest) => {
    const answer = attempt(() => perform(opened.value, request));
    port.postMessage(answer.ok ? answer.value : answer.failed);
    if (request.kind === 'close') port.close();
  });
}
port.postMessage(opened.ok ? ({ kind: 'opened' } satisfies WriterAnswer) : opened.failed);

type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failed: WriterAnswer };

function attempt<T>(work: () => T): Attempt<T> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    return { ok: false, failed: { kind: 'failed', fault: writeFaultOf(error) } };
  }
}
