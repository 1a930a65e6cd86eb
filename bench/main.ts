/** `npm run bench -- [SCENARIO…] [--json FILE]`: prints the table; arms of a scenario are interleaved in one run. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { Row } from './report/row.ts';
import { tableOf } from './report/table.ts';
import { runScenario } from './run-scenario.ts';
import { scenarios } from './scenarios/list.ts';

const { names, jsonFile } = wanted();
const rows: Row[] = [];
for (const scenario of scenarios) {
  if (names.length > 0 && !names.includes(scenario.name)) continue;
  process.stdout.write(`${scenario.name}: ${scenario.what} …\n`);
  rows.push(...(await runScenario(scenario)));
}
const machine = {
  node: process.version,
  processors: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
};
process.stdout.write(
  `\nNode ${machine.node}, ${machine.processors} processors, ${machine.memoryGiB} GiB; medians of interleaved rounds\n${tableOf(rows)}\n`,
);
if (jsonFile !== undefined)
  writeFileSync(jsonFile, `${JSON.stringify({ commit: commit(), ...machine, rows }, null, 2)}\n`);
process.exit(rows.every((row) => row.pass === 'yes') ? 0 : 1);

function wanted(): { readonly names: readonly string[]; readonly jsonFile: string | undefined } {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'string' } },
    });
    const unknown = positionals.find((name) => !scenarios.some((scenario) => scenario.name === name));
    if (unknown === undefined) return { names: positionals, jsonFile: values.json };
    process.stderr.write(`There is no scenario ${unknown}.\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  const list = scenarios.map(({ name }) => name).join(' | ');
  process.stderr.write(`usage: npm run bench -- [${list}]… [--json FILE]\n`);
  process.exit(2);
}

/** The commit that was measured, marked where the sources differ from it; undefined outside of a checkout. */
function commit(): string | undefined {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty', '--abbrev=12'], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
