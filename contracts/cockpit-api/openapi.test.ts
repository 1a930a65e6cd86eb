import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { openApiDocument } from './openapi.ts';
import { routeIds, routes } from './routes.ts';

const root = join(import.meta.dirname, '../..');
const committed = JSON.parse(readFileSync(join(root, 'docs/reference/openapi.json'), 'utf8'));

it('the committed description is that of the route table', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const made = JSON.parse(JSON.stringify(openApiDocument(version)));
  assert.deepEqual(committed, made, 'run: npm run generate');
});

it('every call is described with its access, and no reference leads nowhere', () => {
  for (const id of routeIds) {
    const { path, method } = routes[id];
    const operation = committed.paths[path][method.toLowerCase()];
    assert.equal(operation.operationId, id);
    assert.ok(operation['x-permissions'] ?? operation['x-access'], id);
  }
  const names = JSON.stringify(committed).match(/"\$ref":"[^"]*"/g) ?? [];
  for (const name of new Set(names)) assert.match(name, /"#\/components\/responses\/4\d\d"/);
});
