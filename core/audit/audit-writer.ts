/** A program that writes an audit chain of its own (semantics §6.1). */
export interface AuditWriter {
  readonly role: 'cockpit' | 'controller' | 'agent';
  readonly id: string;
}

/** Whether two mean the same program. */
export function isSameWriter(one: AuditWriter, other: AuditWriter): boolean {
  return one.role === other.role && one.id === other.id;
}
