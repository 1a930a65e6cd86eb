import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemOf, type SettingValues, settingFields } from './setting-fields.ts';

const standard = Object.fromEntries(
  settingFields.map((field) => [field.id, field.standard]),
) as SettingValues;
const keep = { kind: 'keep' } as const;
const sent = (...args: Parameters<typeof itemOf>) => JSON.parse(itemOf(...args)) as Record<string, unknown>;

test('the standard of every field is within its bounds', () => {
  for (const { id, min, max, standard: value } of settingFields) assert.ok(value >= min && value <= max, id);
});

test('what is as in a new installation is not stored', () => {
  assert.deepEqual(sent({}, standard, keep), {});
});

test('a change is sent with all that was stored before, since it takes the place of it', () => {
  const stored = { sessionTimeout: 600, throttling: { waitFrom: 5 }, futureField: true };
  const values = { ...standard, sessionTimeout: 600, waitFrom: 5, minPasswordLength: 20 };
  assert.deepEqual(sent(stored, values, keep), { ...stored, minPasswordLength: 20 });
});

test('what was stored and is set back to the standard is stored as that', () => {
  assert.deepEqual(sent({ sessionTimeout: 600 }, standard, keep), {
    sessionTimeout: standard.sessionTimeout,
  });
});

test('the initial password stays, is replaced or goes, and is never invented', () => {
  const stored = { initialPassword: '********' };
  assert.equal(sent(stored, standard, keep).initialPassword, '********');
  assert.equal(sent({}, standard, keep).initialPassword, undefined);
  assert.equal(sent(stored, standard, { kind: 'remove' }).initialPassword, undefined);
  assert.equal(sent(stored, standard, { kind: 'set', password: 'new one' }).initialPassword, 'new one');
});
