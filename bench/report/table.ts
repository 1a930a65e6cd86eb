import type { Row } from './row.ts';

const head = [
  'scenario',
  'ours',
  'anchor',
  'ratio [95 %]',
  'goal',
  'pass',
  'A/A',
  'CPU',
  'foreign',
  'durability',
] as const;

/** The table as text, columns under each other, and below it why rows are void. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [head, ...rows.map(cellsOf)];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) => lineOf(row, widths));
  const notes = rows.flatMap(({ scenario, voidBecause }) =>
    voidBecause.map((why) => `${scenario} is void: ${why}.`),
  );
  return [...lines, ...notes].join('\n');
}

function lineOf(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join('  ')
    .trimEnd();
}

function cellsOf(row: Row): readonly string[] {
  return [
    row.scenario,
    `${row.ours.toFixed(2)} ${row.unit}`,
    `${row.anchor.toFixed(2)} ${row.unit}`,
    `${row.ratio.toFixed(2)} [${row.interval.low.toFixed(2)}, ${row.interval.high.toFixed(2)}]`,
    row.goal,
    row.pass === 'no' ? 'NO' : row.pass,
    row.twinRatio.toFixed(2),
    row.cpuRatio?.toFixed(2) ?? '-',
    row.foreignLoad?.toFixed(2) ?? '-',
    row.durability,
  ];
}
