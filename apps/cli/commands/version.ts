import { type CommandContext, printResult } from '../client/command-context.ts';

/** Says which Interlock and which Node this is. */
export function versionCommand(context: CommandContext, version: string): void {
  const result = {
    interlock: version,
    node: process.versions.node,
    execPath: process.execPath,
    platform: `${process.platform}-${process.arch}`,
  };
  printResult(context, result, [`Interlock ${version} · Node ${result.node} · ${result.platform}`]);
}
