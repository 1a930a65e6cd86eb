/**
 * The launcher process: a small process that the Agent begins before its own heap grows, because starting a process
 * costs by the size of the starter. It spawns, ends trees, and never reads a text that a job brought.
 * It runs in a session of its own and outlives its Agent just long enough to kill what the Agent left.
 *
 * Argument: the absolute path of the work folder. Commands come on stdin, reports go to stdout.
 */
import { join } from 'node:path';
import { openProcessTable } from '../process-table/open-process-table.ts';
import { keepEnds } from './kept-ends.ts';
import { createLauncher } from './launcher.ts';
import { writeLauncherIdentity } from './launcher-file.ts';
import { type LauncherCommand, lineBytesMax } from './launcher-message.ts';
import { readLines } from './line-reader.ts';
import { closeStrayDescriptors } from './stray-descriptors.ts';

const [, , workFolder] = process.argv;
const table = openProcessTable(process.platform);
if (workFolder === undefined || table === undefined) throw new Error('The launcher can not run here.');

closeStrayDescriptors();
// Who ends the Agent by a signal to everything around it must not end the one who cleans up after the Agent.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGPIPE'] as const) process.on(signal, () => {});
process.stdout.on('error', () => {}); // the Agent is dead; stdin's end says so too

const startTime = table.find(process.pid)?.startTime ?? '';
writeLauncherIdentity(workFolder, { bootId: table.bootId(), pid: process.pid, startTime });

const launcher = createLauncher({
  table,
  fifoFolder: join(workFolder, '.fifos'),
  report: (report) => process.stdout.write(`${JSON.stringify(report)}\n`),
  now: Date.now,
});
readLines(process.stdin, lineBytesMax, (line) => launcher.handle(JSON.parse(line) as LauncherCommand));
process.stdin.on('error', () => {}); // `close` follows
process.stdin.on('close', async () => {
  keepEnds(workFolder, await launcher.close());
  process.exit(0);
});
