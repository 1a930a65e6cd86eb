import { type ApiTarget, call } from './api-client.ts';
import { notLoggedIn } from './cli-fault.ts';
import { readSession, type StoredSession, sessionPath } from './session-file.ts';

/** What every command is given. */
export interface CommandContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the result is printed as JSON. */
  readonly json: boolean;
  print(line: string): void;
  /** For what is no result: questions, progress, refusals. */
  tell(line: string): void;
  /** Asks a question at the terminal; `hidden` shows no letter of the answer. */
  ask(question: string, hidden: boolean): Promise<string>;
  /** The lines that come in on standard input, until it ends. */
  readInput(): Promise<readonly string[]>;
  readonly signal: AbortSignal;
}

/** The session of the command line, or the fault that there is none. */
export function requireSession(context: CommandContext): StoredSession {
  const session = readSession(sessionPath(context.env));
  if (session === undefined) throw notLoggedIn();
  return session;
}

/** Calls the Cockpit in the session of the command line. */
export function callInSession<T>(context: CommandContext, path: string, body: unknown): Promise<T> {
  return call<T>(targetOf(requireSession(context)), path, body);
}

/** Where a session's calls go. */
export function targetOf(session: StoredSession): ApiTarget {
  return {
    url: session.url,
    token: session.token,
    ...(session.caFile === undefined ? {} : { caFile: session.caFile }),
  };
}

/** Prints a result: as JSON where that is wanted, else the lines. */
export function printResult(context: CommandContext, result: unknown, lines: readonly string[]): void {
  if (context.json) context.print(JSON.stringify(result));
  else for (const line of lines) context.print(line);
}

/** Puts rows under each other, columns as wide as their widest cell. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
