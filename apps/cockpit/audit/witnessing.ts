import {
  type AuditStore,
  type AuditWriter,
  type ChainHead,
  type Checkpoint,
  checkpointAt,
  checkpointDueInMs,
  type SeenHead,
  type WitnessStatement,
} from '@interlock/audit';
import type { Clock, Log } from '@interlock/base';
import type { AuditHead } from '@interlock/node-api';

/** Signs statements and appends them durably to the witness file. Fulfilled by `@interlock/trust`. */
export interface WitnessFile {
  /** The last checkpoint of this writer in the file; undefined where there is none. */
  lastCheckpoint(writer: AuditWriter): Promise<Checkpoint | undefined>;
  append(statement: WitnessStatement): Promise<void>;
}

/** What witnessing needs. */
export interface WitnessingPorts {
  readonly writer: AuditWriter;
  readonly audit: Pick<AuditStore, 'head'>;
  readonly file: WitnessFile;
  readonly clock: Clock;
  readonly log: Log;
}

/** How often it is looked whether a checkpoint is due, in milliseconds. */
export const witnessLookMs = 5_000;

/** Signs checkpoints of the Cockpit's own chain as they become due, and countersigns the heads that others report. */
export class Witnessing {
  readonly #ports: WitnessingPorts;
  #last: Checkpoint | undefined;
  #oldestAtMs: number | undefined;
  readonly #seen = new Map<string, string>();

  constructor(ports: WitnessingPorts) {
    this.#ports = ports;
  }

  /** Reads where the witness file stands. Called once, before anything else. @returns its last checkpoint. */
  async begin(): Promise<Checkpoint | undefined> {
    this.#last = await this.#ports.file.lastCheckpoint(this.#ports.writer);
    return this.#last;
  }

  /** Signs a checkpoint if one is due. */
  async look(): Promise<void> {
    const head = await this.#ports.audit.head(this.#ports.writer);
    const records = (head?.sequence ?? 0) - (this.#last?.sequence ?? 0);
    if (head === undefined || records <= 0) return;
    const now = this.#ports.clock.now();
    // The oldest unwitnessed record is at most one look older than the moment at which it was first seen.
    this.#oldestAtMs ??= now - witnessLookMs;
    if (checkpointDueInMs({ records, oldestAtMs: this.#oldestAtMs }, now) === 0) await this.#sign(head, now);
  }

  /** Signs what is not signed yet, before the program stops. */
  async end(): Promise<void> {
    const head = await this.#ports.audit.head(this.#ports.writer);
    if (head !== undefined && head.sequence > (this.#last?.sequence ?? 0))
      await this.#sign(head, this.#ports.clock.now());
  }

  /** Countersigns the head of another writer's chain, once for each head. */
  async seen({ writer, sequence, hash }: AuditHead): Promise<void> {
    const key = `${writer.role}/${writer.id}`;
    if (this.#seen.get(key) === hash || sequence === 0) return;
    this.#seen.set(key, hash);
    const statement: SeenHead = {
      kind: 'seenHead',
      writer,
      sequence,
      hash,
      by: this.#ports.writer,
      atMs: this.#ports.clock.now(),
    };
    await this.#ports.file.append(statement);
  }

  async #sign(head: ChainHead, now: number): Promise<void> {
    const checkpoint = checkpointAt(this.#ports.writer, head, this.#last, now);
    await this.#ports.file.append(checkpoint);
    this.#last = checkpoint;
    this.#oldestAtMs = undefined;
  }
}
