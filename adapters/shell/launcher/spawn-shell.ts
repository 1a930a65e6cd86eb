import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { openWriteEnd } from './fifos.ts';
import type { LaunchCommand } from './launcher-message.ts';

/**
 * Starts a script file by `/bin/sh`, or by the interpreter that its first line names, in a session of its own, with
 * the given environment and no other, stdin empty, stdout and stderr as FIFOs. (Sockets, which Node makes of `pipe`, can not be opened as /dev/stderr.)
 *
 * @returns a child without a pid where the system refuses in the usual ways; its event `error` tells why.
 * @throws where it refuses in other ways, such as E2BIG.
 */
export function spawnShell(command: LaunchCommand): ChildProcess {
  const { script, hasInterpreter, folder, environment, stdout, stderr } = command;
  const writeEnds: number[] = [];
  try {
    for (const path of [stdout, stderr]) writeEnds.push(openWriteEnd(path));
    const [program, args] = hasInterpreter ? [script, []] : ['/bin/sh', [script]];
    return spawn(program, args, {
      cwd: folder,
      env: environment,
      detached: true,
      stdio: ['ignore', ...writeEnds],
    });
  } finally {
    for (const fd of writeEnds) closeSync(fd);
  }
}
