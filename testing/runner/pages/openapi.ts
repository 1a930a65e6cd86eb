import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '@interlock/cockpit-api';

/** The description of every call of the Cockpit, from the route table. */
export function generated(): readonly [path: string, text: string][] {
  const manifest = readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { readonly version: string };
  return [['docs/reference/openapi.json', `${JSON.stringify(openApiDocument(version), undefined, 2)}\n`]];
}
