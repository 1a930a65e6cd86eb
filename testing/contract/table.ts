import type { CallDifference, Comparison } from './compare-calls.ts';

/** A comparison as text: what is listed nowhere first, then what is, then the counts. */
export function comparisonTable({ compared, unpublished, differences, stale }: Comparison): string {
  const unlisted = differences.filter(({ reason }) => reason === undefined);
  const listed = differences.filter(({ reason }) => reason !== undefined);
  return [
    ...section('Differences that are not listed', unlisted),
    ...section('Differences that are listed', listed),
    ...(stale.length === 0 ? [] : ['Listed, and no longer there:']),
    ...stale.map((entry) => `  ${JSON.stringify(entry)}`),
    `${compared} calls compared, ${unpublished.length} of our own: ${unlisted.length} differences not listed, ${listed.length} listed, ${stale.length} listed in vain`,
    '',
  ].join('\n');
}

function section(title: string, differences: readonly CallDifference[]): readonly string[] {
  if (differences.length === 0) return [];
  const rows = differences.map(({ path, side, field, kind, detail, reason = '' }) => [
    path,
    side,
    kind,
    field,
    detail,
    reason,
  ]);
  const widths = rows.reduce(
    (widest, row) => widest.map((width, at) => Math.max(width, row[at]?.length ?? 0)),
    [0, 0, 0, 0, 0, 0],
  );
  const lines = rows.map((row) =>
    `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd(),
  );
  return [`${title}:`, ...lines, ''];
}
