/** Starts, watches and ends operating-system processes through a launcher. It knows no orders. */
export { openShell, type ShellOptions } from './runner/open-shell.ts';
export type { ShellRunner } from './runner/shell-runner.ts';
