import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { exitCodes } from '../exit-codes.ts';
import { CliFault } from './cli-fault.ts';
import type { CommandContext } from './command-context.ts';

/** The context of a command at a real terminal. */
export function terminalContext(json: boolean, signal: AbortSignal): CommandContext {
  return {
    env: process.env,
    json,
    print: (line) => void process.stdout.write(`${line}\n`),
    tell: (line) => void process.stderr.write(`${line}\n`),
    ask,
    readInput,
    signal,
  };
}

/** Passwords are asked at a terminal or read from a pipe; never from the command line, where others could read them. */
async function ask(question: string, hidden: boolean): Promise<string> {
  if (!process.stdin.isTTY)
    throw new CliFault(
      exitCodes.usage,
      `${question.trim()} has to be asked, and there is no terminal. Use the options; passwords: --password-stdin.`,
    );
  let silent = false;
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      if (!silent) process.stderr.write(chunk);
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  try {
    const answer = terminal.question(question);
    silent = hidden;
    return await answer;
  } finally {
    terminal.close();
    if (hidden) process.stderr.write('\n');
  }
}

async function readInput(): Promise<readonly string[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
}
