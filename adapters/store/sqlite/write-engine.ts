import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { openForWriting, runStatement, statementCache } from './connection.ts';
import type { QueryAnswer, SqlValue, Statement, Unit } from './statement.ts';
import { WriteConflict, type WriteFault, writeFaultOf } from './write-fault.ts';

/** What became of a unit: nothing, if it was done. */
export type UnitOutcome = WriteFault | undefined;

/** The writing connection. Everything here blocks its thread until the medium has answered. */
export interface WriteEngine {
  /** Writes the units in one transaction; a unit that fails leaves its neighbors alone. */
  writeGroup(units: readonly Unit[]): readonly UnitOutcome[];
  /** Runs one statement of an interactive transaction, BEGIN and COMMIT included. */
  query(sql: string, parameters: readonly SqlValue[]): QueryAnswer;
  /** Runs a unit inside an interactive transaction; where it fails, what was done before it stands. */
  run(unit: Unit): void;
  /** Ends an interactive transaction without a trace, if one is open. */
  rollback(): void;
  close(): void;
}

/** Opens the writing connection. */
export function openWriteEngine(path: string, options: { readonly secureDelete: boolean }): WriteEngine {
  const database = openForWriting(path, options);
  const prepare = statementCache(database);
  return {
    writeGroup: (units) => writeGroup(database, prepare, units),
    run: (unit) => inSavepoint(database, () => runUnit(prepare, unit)),
    query: (sql, parameters) => runStatement(prepare(sql), parameters),
    rollback: () => rollback(database),
    close: () => database.close(),
  };
}

function writeGroup(
  database: DatabaseSync,
  prepare: (sql: string) => StatementSync,
  units: readonly Unit[],
): readonly UnitOutcome[] {
  try {
    database.exec('BEGIN IMMEDIATE');
    const outcomes = units.map((unit) => writeUnit(database, prepare, unit));
    database.exec('COMMIT');
    return outcomes;
  } catch (error) {
    // The group's transaction is gone, and with it every unit in it, also those that went well.
    const fault = writeFaultOf(error);
    rollback(database);
    return units.map(() => fault);
  }
}

function writeUnit(database: DatabaseSync, prepare: (sql: string) => StatementSync, unit: Unit): UnitOutcome {
  try {
    inSavepoint(database, () => runUnit(prepare, unit));
    return undefined;
  } catch (error) {
    // A full disk or an I/O error ends the transaction inside SQLite: the group can not go on.
    const fault = writeFaultOf(error);
    if (!database.isTransaction || fault.kind === 'broken') throw error;
    return fault;
  }
}

function inSavepoint(database: DatabaseSync, work: () => void): void {
  database.exec('SAVEPOINT unit');
  try {
    work();
    database.exec('RELEASE unit');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK TO unit; RELEASE unit');
    throw error;
  }
}

function runUnit(prepare: (sql: string) => StatementSync, unit: Unit): void {
  for (const statement of unit) runAll(prepare(statement.sql), statement);
}

function runAll(prepared: StatementSync, { sql, rows, mustChange }: Statement): void {
  for (const parameters of rows) {
    const { changes } = runStatement(prepared, parameters);
    if (mustChange !== undefined && changes !== mustChange)
      throw new WriteConflict(`expected ${mustChange} changed row(s), found ${changes}: ${sql}`);
  }
}

function rollback(database: DatabaseSync): void {
  if (database.isTransaction) database.exec('ROLLBACK');
}
