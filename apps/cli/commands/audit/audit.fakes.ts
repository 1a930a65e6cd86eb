import { createHash } from 'node:crypto';
import {
  type AuditRecord,
  type AuditWriter,
  checkpointAt,
  recordLine,
  type SignedStatement,
  sealRecords,
} from '@interlock/audit';
import { problem, refuse, type Sha256, succeed } from '@interlock/base';
import type { CommandContext } from '../../client/command-context.ts';
import type { AuditPorts } from './audit-ports.ts';

export const sha256: Sha256 = (data) => createHash('sha256').update(data).digest();

/** A chain of `count` records, and the checkpoint at one of them. */
export function chainOf(writer: AuditWriter, count: number) {
  const entry = {
    action: 'OrdersAdded',
    actor: { kind: 'account', account: 'ada' },
    target: { kind: 'order', id: '#1' },
    outcome: 'succeeded',
  } as const;
  const entries = Array.from({ length: count }, () => entry);
  const records = sealRecords(undefined, entries, { writer, nowMs: 1, sha256 });
  return { writer, records, lines: records.map(recordLine) };
}

/** A statement whose signature the fake verifier believes where `key` is trusted. */
export function witnessed(
  writer: AuditWriter,
  record: AuditRecord | undefined,
  key: string,
): SignedStatement {
  if (record === undefined) throw new Error('there is no such record');
  return { statement: checkpointAt(writer, record, undefined, 1), keyId: key, signature: key };
}

/** What stands in the fake data folder. A public key is the name of its key. */
export interface FakeData {
  readonly chains: Partial<Record<AuditWriter['role'], { writer: AuditWriter; lines: readonly string[] }>>;
  readonly keys: Partial<Record<AuditWriter['role'], string>>;
  readonly witness: Readonly<Record<string, readonly SignedStatement[]>>;
  readonly misfiled?: number;
  readonly unreadable?: AuditWriter['role'];
}

/** The ports over such a folder. */
export function fakePorts({ chains, keys, witness, misfiled, unreadable }: FakeData): AuditPorts {
  const roles = ['cockpit', 'controller', 'agent'] as const;
  const roleOf = (file: string) => file.split('/')[1] as AuditWriter['role'];
  return {
    placesIn: (folder = 'data') =>
      succeed(
        roles.map((role) => ({
          role,
          database: `${folder}/${role}/db`,
          keyFile: `${folder}/${role}/key`,
          witnessFile: `${folder}/${role}/witness`,
        })),
      ),
    readChain: (_database, role) => {
      if (role === unreadable) return refuse(problem('StorageUnavailable', 'it is damaged'));
      const chain = chains[role];
      if (chain === undefined) return succeed(undefined);
      return succeed({
        ...chain,
        lines: () => chain.lines,
        misfiled: () => misfiled,
        close: () => undefined,
      });
    },
    readWitness: async (file) => ({ statements: witness[file] ?? [], unreadableLines: [] }),
    readPublicKey: async (file) => {
      const publicKey = keys[roleOf(file)];
      return succeed(publicKey === undefined ? undefined : { keyId: publicKey, publicKey });
    },
    parseKeys: (text) => succeed(JSON.parse(text)),
    keysText: JSON.stringify,
    verifier: (trusted) => (signer, keyId) =>
      trusted.some(({ writer, publicKey }) => publicKey === keyId && writer.role === signer.role),
    sha256,
  };
}

/** A context that keeps what is printed. */
export function keepingContext(json = false): {
  readonly context: CommandContext;
  readonly printed: string[];
} {
  const printed: string[] = [];
  const never = () => Promise.reject(new Error('nothing is asked'));
  const context: CommandContext = {
    env: {},
    json,
    print: (line) => void printed.push(line),
    tell: () => undefined,
    ask: never,
    readInput: never,
    signal: new AbortController().signal,
  };
  return { context, printed };
}
