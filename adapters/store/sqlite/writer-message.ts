import type { QueryAnswer, SqlValue, Unit } from './statement.ts';
import type { UnitOutcome } from './write-engine.ts';
import type { WriteFault } from './write-fault.ts';

/** What the worker thread is started with. */
export interface WriterOptions {
  readonly path: string;
  readonly secureDelete: boolean;
}

/** What the program asks of its writer thread. Each is answered once, in order. */
export type WriterRequest =
  | { readonly kind: 'group'; readonly units: readonly Unit[] }
  | { readonly kind: 'query'; readonly sql: string; readonly parameters: readonly SqlValue[] }
  | { readonly kind: 'unit'; readonly unit: Unit }
  | { readonly kind: 'rollback' }
  | { readonly kind: 'close' };

/** What the writer thread answers. */
export type WriterAnswer =
  | { readonly kind: 'opened' }
  | { readonly kind: 'group'; readonly outcomes: readonly UnitOutcome[] }
  | { readonly kind: 'query'; readonly answer: QueryAnswer }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly fault: WriteFault };
