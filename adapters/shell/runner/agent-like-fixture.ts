/** Plays an Agent for tests that kill one: starts a script and stays. Arguments: folder, step id, marker, script. */
import { openTestShell } from './shell-fixture.ts';

const [, , folder, stepId = '', marker = '', script = ''] = process.argv;
const shell = await openTestShell(folder);
const running = await shell.start(script, { stepId, marker });
const { identity } = running;
process.stdout.write(`${JSON.stringify({ identity, launcherPid: shell.runner.launcherPid() })}\n`);
void running.ended.then(() => process.stdout.write('ended\n'));
for await (const { text } of running.stdout) process.stdout.write(text);
