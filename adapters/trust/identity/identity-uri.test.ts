import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectName } from '@interlock/base';
import fc from 'fast-check';
import { randomBytes } from '../digests.ts';
import { identityUri, type ProgramIdentity, parseIdentityUri } from './identity-uri.ts';
import { createInstallationId, isInstallationId } from './installation-id.ts';

const installation = 'abcdefghijklmnop';

const written: readonly [ProgramIdentity, string][] = [
  [{ role: 'cockpit', installation, id: 'cockpit' }, 'interlock://cockpit.abcdefghijklmnop/cockpit'],
  [{ role: 'controller', installation, id: 'Main_1' }, 'interlock://controller.abcdefghijklmnop/Main_1'],
  [
    { role: 'agent', installation, id: 'agent', controllerId: 'controller' },
    'interlock://agent.controller.abcdefghijklmnop/agent',
  ],
  [
    { role: 'agent', installation, id: 'München', controllerId: 'A.b' },
    'interlock://agent.x--412e62.abcdefghijklmnop/M%C3%BCnchen',
  ],
];

for (const [identity, uri] of written) {
  test(`${uri} is written and read back`, () => {
    assert.deepEqual(identityUri(identity), { ok: true, value: uri });
    assert.deepEqual(parseIdentityUri(uri), { ok: true, value: identity });
  });
}

const refused = [
  '',
  'interlock://cockpit.abcdefghijklmnop/',
  'interlock://cockpit.abcdefghijklmnop/a/b',
  'interlock://cockpit.abcdefghijklmnop/a?x',
  'interlock://cockpit.abcdefghijklmnop/a\n',
  'interlock://cockpit.abcdefghijklmnop/%61',
  'interlock://cockpit.abcdefghijklmnop/%c3%bc',
  'interlock://cockpit.abcdefghijklmnop/ü',
  'interlock://cockpit.abcdefghijklmnop/%',
  'interlock://cockpit.abcdefghijklmnop/..',
  'interlock://cockpit.abcdefghijklmnop:443/a',
  'interlock://eve@cockpit.abcdefghijklmnop/a',
  'interlock://cockpit.ABCDEFGHIJKLMNOP/a',
  'interlock://cockpit.abcdefghijklmnop.evil/a',
  'interlock://cockpit.abcdefgh/a',
  'interlock://agent.abcdefghijklmnop/a',
  'interlock://agent.a.b.abcdefghijklmnop/a',
  'interlock://agent.x--41.abcdefghijklmnop/a ',
  'interlock://agent.x--61.abcdefghijklmnop/a',
  'interlock://agent.x--zz.abcdefghijklmnop/a',
  'interlock://agent.a--b.abcdefghijklmnop/a',
  'interlock://agent.A.abcdefghijklmnop/a',
  'interlock://operator.abcdefghijklmnop/a',
  'spiffe://cockpit.abcdefghijklmnop/a',
  'INTERLOCK://cockpit.abcdefghijklmnop/a',
];

for (const uri of refused) {
  test(`${JSON.stringify(uri)} names no program`, () => {
    assert.equal(parseIdentityUri(uri).ok, false);
  });
}

test('every pair of canonical ids has a URI of its own that reads back', () => {
  const id = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter((text) => objectName(text).ok);
  fc.assert(
    fc.property(id, id, (agentId, controllerId) => {
      const identity = { role: 'agent', installation, id: agentId, controllerId } as const;
      const uri = identityUri(identity);
      if (!uri.ok) return;
      assert.match(uri.value, /^[\x21-\x7e]+$/);
      assert.deepEqual(parseIdentityUri(uri.value), { ok: true, value: identity });
    }),
  );
});

test('ids as long as settings allow have a URI', () => {
  const longest = `${'A_'.repeat(31)}AA`;
  assert.equal(identityUri({ role: 'agent', installation, id: longest, controllerId: longest }).ok, true);
});

test('the id of an installation is a random DNS label', () => {
  const ids = new Set(Array.from({ length: 100 }, () => createInstallationId(randomBytes)));
  assert.equal(ids.size, 100);
  for (const id of ids) assert.ok(isInstallationId(id), id);
});
