import type { DatabaseSync } from 'node:sqlite';
import { type AuditWriter, parseRecord } from '@interlock/audit';
import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import { auditRowOf } from '../cockpit/audit/audit-row.ts';
import { checkDatabase, openUnchanged } from '../sqlite/check-database.ts';
import type { DatabaseKind } from '../sqlite/database-kind.ts';
import { type ChainPlace, chainPlaces } from './chain-places.ts';

/** The audit chain that a program has written, as it stands in its database. */
export interface StoredAuditChain {
  readonly writer: AuditWriter;
  /** The lines of the chain in order, as they stood when the first was asked for. To be read once. */
  lines(): Iterable<string>;
  /**
   * The first record that was found, while the lines were read, in a row whose columns say something else than its
   * line: a search by these columns would miss it, or find it where it does not belong.
   */
  misfiled(): number | undefined;
  /** When the newest record was written, in milliseconds since 1970, as it says itself; undefined where there is none. */
  newestAtMs(): number | undefined;
  close(): void;
}

/**
 * Opens the audit chain in a database file for reading, whether its program runs or not; nothing is changed.
 *
 * @param cockpitId whose chain is read from a Cockpit's database; a journal says itself whose it is.
 * @returns undefined where there is no such file; a refusal (StorageUnavailable) where it can't be read.
 */
export function readAuditChain(
  path: string,
  role: AuditWriter['role'],
  cockpitId: string,
): Result<StoredAuditChain | undefined> {
  const place = chainPlaces[role];
  const state = checkDatabase(path, place.kind);
  if (!state.ok) return state;
  if (state.value === 'absent') return succeed(undefined);
  const database = openUnchanged(path);
  const id = place.owner === undefined ? cockpitId : database.prepare(place.owner).get()?.id;
  if (typeof id === 'string') return succeed(chainIn(database, place, { role, id }));
  database.close();
  return refuse(ownerless(path, place.kind));
}

function chainIn(database: DatabaseSync, { rows, owner }: ChainPlace, writer: AuditWriter): StoredAuditChain {
  const parameters = owner === undefined ? [writer.role, writer.id] : [];
  let misfiled: number | undefined;
  return {
    writer,
    *lines() {
      for (const row of database.prepare(rows).iterate(...parameters)) {
        const line = String(row.line);
        if (misfiled === undefined && !isFiledRight(row, line)) misfiled = Number(row.sequence);
        yield line;
      }
    },
    misfiled: () => misfiled,
    newestAtMs: () => {
      const newest = database.prepare(`${rows} DESC LIMIT 1`).get(...parameters);
      const record = parseRecord(String(newest?.line));
      return record.ok ? record.value.atMs : undefined;
    },
    close: () => database.close(),
  };
}

/** Whether the columns by which a record is found say what its line says. A journal has but one: the sequence. */
function isFiledRight(row: Readonly<Record<string, unknown>>, line: string): boolean {
  const record = parseRecord(line);
  // What is no record is no matter of columns: the verifier names it.
  if (!record.ok) return true;
  if (!('audit_id' in row)) return row.sequence === record.value.sequence;
  return Object.entries(auditRowOf(record.value, line)).every(([column, value]) => row[column] === value);
}

function ownerless(path: string, kind: DatabaseKind): Problem {
  const message = `${path} can not be read as ${kind.title}: it does not say whose it is.`;
  return problem('StorageUnavailable', message);
}
