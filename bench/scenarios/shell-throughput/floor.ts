import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRawProcess } from '../../raw/raw-process.ts';
import type { Arm } from '../../scenario.ts';

/**
 * The floor of `shell-throughput`: the same script as often, as many at once, through the real launcher
 * (`@interlock/shell`) from one other process. No order, no journal, no hop.
 */
export async function openFloorArm(count: number, inFlight: number): Promise<Arm> {
  const folder = mkdtempSync(join(tmpdir(), 'interlock-floor-'));
  const { process } = await startRawProcess(new URL('./raw-runner.ts', import.meta.url), {
    workFolder: join(folder, 'work'),
  });
  return {
    async measure() {
      const answer = await process.ask({ script: 'exit 0', count, inFlight });
      return (count * 1_000) / (answer as { readonly ms: number }).ms;
    },
    async close() {
      await process.close();
      rmSync(folder, { recursive: true });
    },
  };
}
