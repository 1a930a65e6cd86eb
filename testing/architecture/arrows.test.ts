import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sourceFiles, violationsOf, workspacePackages } from './arrows.ts';

const root = join(import.meta.dirname, '../..');
const packages = workspacePackages(root);

test('no source imports what the table of arrows forbids', () => {
  const files = sourceFiles(root);
  assert.ok(files.length > 300, `only ${files.length} files were read`);
  const violations = files.flatMap((file) =>
    violationsOf(file, readFileSync(join(root, file), 'utf8'), packages),
  );
  assert.deepEqual(violations, []);
});

const planted: readonly [what: string, file: string, source: string][] = [
  ['a static import', 'core/base/x.ts', `import { open } from '@interlock/store';`],
  ['a type import', 'core/iam/x.ts', `import type { Order } from '@interlock/workflow';`],
  ['a re-export', 'core/audit/x.ts', `export { hop } from '@interlock/hop';`],
  ['an export of everything', 'contracts/node-api/x.ts', `export * from '@interlock/link';`],
  ['an import inside a type', 'core/workflow/x.ts', `type T = import('@interlock/iam').Account;`],
  ['a dynamic import', 'adapters/shell/x.ts', `await import('@interlock/store');`],
  ['a computed import', 'apps/agent/x.ts', `await import(name);`],
  ['a module of Node in core', 'core/hop/x.ts', `import { createHash } from 'node:crypto';`],
  ['a third party in core', 'core/hop/x.ts', `import { z } from 'zod';`],
  ['a path out of the package', 'core/iam/x.ts', `import { a } from '../base/index.ts';`],
  ['an inner file of a package', 'apps/agent/x.ts', `import { a } from '@interlock/base/problem.ts';`],
  ['an app in an app', 'apps/cockpit/main.ts', `import { a } from '@interlock/agent';`],
  [
    'an adapter outside the composition root',
    'apps/agent/steps/start.ts',
    `import { a } from '@interlock/shell';`,
  ],
  ['a contract in a plain adapter', 'adapters/store/x.ts', `import { a } from '@interlock/node-api';`],
  ['a fake in a source', 'apps/agent/agent.ts', `import { a } from './agent.fakes.ts';`],
  ['the test kit in a source', 'apps/agent/main.ts', `import { a } from '@interlock/testkit';`],
];

for (const [what, file, source] of planted) {
  test(`a planted violation is found: ${what}`, () => {
    assert.equal(violationsOf(file, source, packages).length, 1);
  });
}

test('what the table allows is not a violation', () => {
  assert.deepEqual(violationsOf('apps/agent/main.ts', `import { a } from '@interlock/shell';`, packages), []);
  assert.deepEqual(
    violationsOf('adapters/link/x.ts', `import { a } from '@interlock/node-api';`, packages),
    [],
  );
  assert.deepEqual(violationsOf('core/iam/x.ts', `import { a } from '@interlock/base';`, packages), []);
});

test('core draws no randomness of its own', () => {
  const core = sourceFiles(root).filter((file) => file.startsWith('core/'));
  const drawing = core.filter((file) => readFileSync(join(root, file), 'utf8').includes('Math.random'));
  assert.deepEqual(drawing, []);
});
