import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { agentJournalDatabase } from './agent-journal/database.ts';
import { cockpitDatabase } from './cockpit/database.ts';
import { controllerJournalDatabase } from './controller-journal/database.ts';
import { generatedSchemas } from './schemas.ts';

const root = join(import.meta.dirname, '../..');
const kinds = [agentJournalDatabase, cockpitDatabase, controllerJournalDatabase];

for (const [path, text] of generatedSchemas()) {
  test(`${path} is what the migrations lead to (npm run generate)`, () => {
    assert.equal(readFileSync(join(root, path), 'utf8'), text);
  });
}

for (const kind of kinds) {
  test(`the migrations of ${kind.title} are numbered from 1 without gap`, () => {
    assert.deepEqual(
      kind.migrations.map(({ number }) => number),
      kind.migrations.map((_, at) => at + 1),
    );
  });
}

test('no two kinds of database share an application id', () => {
  assert.equal(new Set(kinds.map(({ applicationId }) => applicationId)).size, kinds.length);
});
