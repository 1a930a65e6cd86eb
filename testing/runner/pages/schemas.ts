import { generatedSchemas } from '@interlock/store';

/** The schemas of the databases, from their migrations. */
export function generated(): readonly [path: string, text: string][] {
  return generatedSchemas();
}
