import { problemCodes } from '@interlock/base';

/** The page of all refusals, from the catalogue. */
export function generated(): readonly [path: string, text: string][] {
  const rows = Object.entries(problemCodes).map(
    ([code, { kind, text }]) => `| \`${code}\` | ${kind} | ${text} |`,
  );
  const page = [
    '# Refusals',
    '',
    'Generated from `core/base/problem-codes.ts` by `npm run generate`.',
    '',
    '| code | kind | what it says |',
    '|---|---|---|',
    ...rows,
    '',
  ];
  return [['docs/reference/errors.md', page.join('\n')]];
}
