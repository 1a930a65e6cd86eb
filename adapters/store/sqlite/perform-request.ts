import type { WriteEngine } from './write-engine.ts';
import type { WriterAnswer, WriterRequest } from './writer-message.ts';

/** Does what the program asks of its writer, and blocks until it is done. */
export function perform(engine: WriteEngine, request: WriterRequest): WriterAnswer {
  switch (request.kind) {
    case 'group':
      return { kind: 'group', outcomes: engine.writeGroup(request.units) };
    case 'query':
      return { kind: 'query', answer: engine.query(request.sql, request.parameters) };
    case 'unit':
      engine.run(request.unit);
      return { kind: 'done' };
    case 'rollback':
      engine.rollback();
      return { kind: 'done' };
    case 'close':
      engine.close();
      return { kind: 'done' };
  }
}
