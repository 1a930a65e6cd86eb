import { routeMatrix } from '../../security/route-matrix.ts';

/** What every route answers to every shipped role. */
export async function generated(): Promise<readonly [path: string, text: string][]> {
  const lines = Object.entries(await routeMatrix()).map(
    ([id, row]) => `  ${JSON.stringify(id)}: ${JSON.stringify(row)}`,
  );
  return [['docs/reference/route-matrix.json', `{\n${lines.join(',\n')}\n}\n`]];
}
