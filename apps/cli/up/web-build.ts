import { spawn } from 'node:child_process';

/** How the build of the pages ended. */
export type WebBuild =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly text: string };

/** Builds the pages where they are missing or older than their sources; the script decides that and says what it did. */
export function buildWeb(script: string, signal: AbortSignal): Promise<WebBuild> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'pipe'], signal });
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => lines.push(String(chunk)));
    child.once('error', (error) => resolve({ ok: false, text: error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, text: lines.join('').trim() }));
  });
}
