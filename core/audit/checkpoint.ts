import { canonicalJson } from '@interlock/base';
import type { AuditWriter } from './audit-writer.ts';

/** A writer's word on its own chain: up to here it was so. */
export interface Checkpoint {
  readonly kind: 'checkpoint';
  readonly writer: AuditWriter;
  /** The head of the chain. */
  readonly sequence: number;
  readonly hash: string;
  /** Records since the checkpoint before, so that a lost one shows. */
  readonly count: number;
  readonly atMs: number;
}

/** The Cockpit's word on the head that another writer reported: by then it was so (semantics §6.1). */
export interface SeenHead {
  readonly kind: 'seenHead';
  readonly writer: AuditWriter;
  readonly sequence: number;
  readonly hash: string;
  /** Who saw it, and signs. */
  readonly by: AuditWriter;
  /** When, by the clock of the one who saw it. */
  readonly atMs: number;
}

/** What a witness says. */
export type WitnessStatement = Checkpoint | SeenHead;

/** A statement with its signature. */
export interface SignedStatement {
  readonly statement: WitnessStatement;
  /** Names the signer's key. */
  readonly keyId: string;
  /** Over {@link statementText}, in base64url. */
  readonly signature: string;
}

/** The text that is signed; its first line keeps it apart from everything else that the key might sign. */
export function statementText(statement: WitnessStatement): string {
  return `interlock audit witness 1\n${canonicalJson(statement)}`;
}

/** Who has to have signed a statement. */
export function signerOf(statement: WitnessStatement): AuditWriter {
  return statement.kind === 'checkpoint' ? statement.writer : statement.by;
}
