import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type AuditWriter,
  type Checkpoint,
  isSameWriter,
  parseWitnessLine,
  type SignedStatement,
  statementText,
  type WitnessStatement,
  witnessLine,
} from '@interlock/audit';
import { type AuditSigner, statementVerifier } from './audit-signer.ts';

/** What stands in a witness file. */
export interface WitnessContent {
  readonly statements: readonly SignedStatement[];
  /** Lines that can't be read, counted from 1: a crash may leave half a line, a hand may have changed one. */
  readonly unreadableLines: readonly number[];
}

/** Signs statements and appends them durably to a file, which may stand on another medium (semantics §6.1). */
export interface WitnessFile {
  append(statement: WitnessStatement): Promise<void>;
  /** The highest checkpoint of a writer in the file that this program signed; undefined where there is none. */
  lastCheckpoint(writer: AuditWriter): Promise<Checkpoint | undefined>;
}

/** The file at work. It is made at the first statement. */
export function witnessFile(file: string, signer: AuditSigner): WitnessFile {
  let last: Promise<void> = Promise.resolve();
  return {
    append: (statement) => {
      // One after the other: two lines must not run into each other.
      const appended = last.then(() => appendLine(file, witnessLine(signer.sign(statement))));
      last = appended.catch(() => {});
      return appended;
    },
    lastCheckpoint: async (writer) =>
      highestOf(await tailOf(file), writer, signer) ??
      highestOf((await readWitnessFile(file)).statements, writer, signer),
  };
}

// Years of checkpoints make a great file, and the last one stands near its end.
const tailBytes = 256 * 1024;

async function tailOf(file: string): Promise<readonly SignedStatement[]> {
  const handle = await openForReading(file);
  if (handle === undefined) return [];
  const { size } = await handle.stat();
  return (await readStatements(handle, Math.max(0, size - tailBytes))).statements;
}

/** Reads a witness file; an absent one holds nothing. */
export async function readWitnessFile(file: string): Promise<WitnessContent> {
  const handle = await openForReading(file);
  return handle === undefined ? { statements: [], unreadableLines: [] } : readStatements(handle, 0);
}

/** Reads from a place in the file, and closes it. */
async function readStatements(handle: FileHandle, start: number): Promise<WitnessContent> {
  const statements: SignedStatement[] = [];
  const unreadableLines: number[] = [];
  let number = 0;
  for await (const line of handle.readLines({ start })) {
    number++;
    const parsed = parseWitnessLine(line);
    if (parsed.ok) statements.push(parsed.value);
    else if (line !== '') unreadableLines.push(number);
  }
  return { statements, unreadableLines };
}

async function openForReading(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function appendLine(file: string, line: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'a+', 0o600);
  try {
    const torn = await endsTorn(handle);
    await handle.appendFile(`${torn ? '\n' : ''}${line}\n`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

// A crash may have left half a line; ours must not become its other half.
async function endsTorn(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== 0x0a;
}

function highestOf(
  statements: readonly SignedStatement[],
  writer: AuditWriter,
  signer: AuditSigner,
): Checkpoint | undefined {
  const verify = statementVerifier([{ writer, publicKey: signer.publicKey }]);
  const good = statements
    .filter(({ statement }) => statement.kind === 'checkpoint' && isSameWriter(statement.writer, writer))
    .sort((one, other) => other.statement.sequence - one.statement.sequence)
    .find(({ statement, keyId, signature }) => verify(writer, keyId, statementText(statement), signature));
  return good?.statement.kind === 'checkpoint' ? good.statement : undefined;
}
