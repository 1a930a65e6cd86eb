import { ProblemError, type Result, refuse, succeed } from '@interlock/base';
import type { DatabaseKind } from '../sqlite/database-kind.ts';
import { type DatabaseOptions, type OpenDatabase, openDatabase } from '../sqlite/open-database.ts';
import type { Reader } from '../sqlite/reader.ts';
import type { Unit } from '../sqlite/statement.ts';
import { foreignJournal } from './foreign-journal.ts';

/** What one sort of journal has of its own. */
interface JournalSort<Journal> {
  readonly kind: DatabaseKind;
  readonly role: 'Agent' | 'Controller';
  /** The id of the program that opens. */
  readonly ownId: string;
  /** Names a new journal; leaves one that has a name alone. */
  readonly naming: Unit;
  ownerOf(reader: Reader): string;
  journalOver(database: OpenDatabase): Journal;
}

/** Opens a journal, making it where there is none, and refuses that of another program (semantics §4.8). */
export async function openJournal<Journal>(
  options: DatabaseOptions,
  sort: JournalSort<Journal>,
): Promise<Result<Journal>> {
  const opened = await openDatabase(sort.kind, options);
  if (!opened.ok) return opened;
  const database = opened.value;
  try {
    await database.writer.append(sort.naming);
    const owner = sort.ownerOf(database.reader);
    if (owner === sort.ownId) return succeed(sort.journalOver(database));
    await database.close();
    return refuse(foreignJournal(options.path, sort.role, owner, sort.ownId));
  } catch (error) {
    await database.close();
    if (error instanceof ProblemError) return refuse(error.problem);
    throw error;
  }
}
