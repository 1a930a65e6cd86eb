import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IdentityService, IdentityServiceSettings } from '@interlock/iam';
import { aService } from '../../../testing/conformance/iam-samples.ts';
import { serviceDirectory } from './service-directory.ts';

/** Services that say how often they were built and closed. */
function house(...first: readonly IdentityServiceSettings[]) {
  const told: string[] = [];
  const kept = { stored: first };
  const build = (settings: IdentityServiceSettings): IdentityService | undefined => {
    if (settings.type !== 'JOC') return undefined;
    told.push(`built ${settings.name}`);
    return {
      settings,
      check: async () => ({ healthy: true }),
      begin: async () => ({ kind: 'notMine' }),
      close: async () => {
        told.push(`closed ${settings.name}`);
      },
    };
  };
  return { told, kept, directory: serviceDirectory({ list: async () => kept.stored, build }) };
}

const one = aService('one');

test('nothing is built before the first look, and what has an adapter then', async () => {
  const { directory, told } = house(one, aService('two', { type: 'LDAP', disabled: true }));
  assert.equal(directory.find(one.id), undefined);
  await directory.look();
  assert.equal(directory.find(one.id)?.settings, one);
  assert.equal(directory.find(aService('two').id), undefined);
  assert.deepEqual(told, ['built one']);
});

test('a service stays the same for as long as its settings do', async () => {
  const { directory, told, kept } = house(one);
  await directory.look();
  const before = directory.find(one.id);
  kept.stored = [{ ...one }];
  await directory.look();
  assert.equal(directory.find(one.id), before);
  assert.deepEqual(told, ['built one']);
});

test('other settings make another service, and the old one is closed', async () => {
  const { directory, told, kept } = house(one);
  await directory.look();
  kept.stored = [{ ...one, name: 'other' }];
  await directory.look();
  assert.equal(directory.find(one.id)?.settings.name, 'other');
  assert.deepEqual(told, ['built one', 'built other', 'closed one']);
});

test('a service that is gone, or has no adapter any more, is closed and found no longer', async () => {
  const { directory, told, kept } = house(one, aService('two'));
  await directory.look();
  kept.stored = [{ ...one, type: 'LDAP-JOC' }];
  await directory.look();
  assert.equal(directory.find(one.id), undefined);
  assert.equal(directory.find(aService('two').id), undefined);
  assert.deepEqual(told.slice(2).sort(), ['closed one', 'closed two']);
});

test('looks that overlap build nothing twice', async () => {
  const { directory, told } = house(one);
  await Promise.all([directory.look(), directory.look(), directory.look()]);
  assert.deepEqual(told, ['built one']);
});
