import assert from 'node:assert/strict';
import { test } from 'node:test';
import { installationOf } from './installation-of.ts';

const own = { role: 'controller', id: 'controller', installation: 'one' };

test('the installation is the one that every certificate names', () => {
  assert.equal(installationOf('controller', [own, own]), 'one');
});

test('certificates of another program, of two installations or of nobody are not this Controller', () => {
  for (const other of [
    { ...own, id: 'other' },
    { ...own, role: 'agent' },
    { ...own, installation: 'two' },
    undefined,
  ]) {
    assert.equal(installationOf('controller', [own, other]), undefined);
  }
  assert.equal(installationOf('controller', []), undefined);
});
