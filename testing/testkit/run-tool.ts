import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How a tool ended, and what it printed. */
export interface ToolEnd {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** How long a tool may take, in milliseconds. */
const toolMilliseconds = 30_000;

/** Runs a tool of the system, as `curl` or `openssl`, to its end. */
export async function runTool(tool: string, args: readonly string[], input = ''): Promise<ToolEnd> {
  const child = spawn(tool, args, { timeout: toolMilliseconds, killSignal: 'SIGKILL' });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // It may end before it has read everything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  return { code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
}
