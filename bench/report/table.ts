import type { Row } from './row.ts';

const head = [
  'scenario',
  'ours',
  'against',
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
  const notes = rows.flatMap(({ scenario, against, voidBecause }) =>
    voidBecause.map((why) => `${scenario} against ${against} is void: ${why}.`),
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
    `${figureText(row.ours)} ${row.unit}`,
    row.against,
    `${figureText(row.anchor)} ${row.unit}`,
    `${row.ratio.toFixed(2)} [${row.interval.low.toFixed(2)}, ${row.interval.high.toFixed(2)}]`,
    row.goal,
    row.pass === 'no' ? 'NO' : row.pass,
    row.twinRatio.toFixed(2),
    row.cpuRatio?.toFixed(2) ?? '-',
    row.foreignLoad?.toFixed(2) ?? '-',
    row.durability,
  ];
}

/** Large figures whole, small ones to the hundredth. */
function figureText(figure: number): string {
  return figure >= 1_000 ? Math.round(figure).toLocaleString('en') : figure.toFixed(2);
}
