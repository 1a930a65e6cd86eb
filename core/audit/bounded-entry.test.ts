import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type Json, Secret } from '@interlock/base';
import fc from 'fast-check';
import {
  type AuditEntry,
  auditTextLengthMax,
  boundedEntry,
  hashOfRecord,
  parseRecord,
  recordLine,
  sealRecord,
} from './index.ts';

const sealing = {
  writer: { role: 'cockpit', id: 'cockpit' },
  nowMs: 1,
  sha256: (data: Uint8Array | string): Uint8Array => createHash('sha256').update(data).digest(),
} as const;

const entry: AuditEntry = {
  action: 'LoggedIn',
  actor: { kind: 'stranger', account: 'ada', address: '192.0.2.1' },
  target: { kind: 'account', id: 'ada' },
  outcome: 'refused',
  reasonCode: 'passwordWrong',
};

test('a long value is cut to its bound, with a mark that says how long it was', () => {
  const { reason } = boundedEntry({ ...entry, reason: { comment: 'x'.repeat(10_000_000) } });
  assert.equal(reason?.comment?.length, auditTextLengthMax);
  assert.match(reason?.comment ?? '', /x…\[cut: 10000000 characters\]$/);
});

test('a value within its bound stays as it is', () => {
  const full = {
    ...entry,
    reason: { comment: 'x'.repeat(auditTextLengthMax), timeSpent: 5, ticketLink: 'T-1' },
  };
  assert.deepEqual(boundedEntry(full), full);
});

test('details that are too great as a whole are cut as a whole', () => {
  const details = Object.fromEntries(Array.from({ length: 90 }, (_, at) => [`k${at}`, 'x'.repeat(4_000)]));
  const bounded = boundedEntry({ ...entry, details });
  assert.deepEqual(Object.keys(bounded.details ?? {}), ['cut']);
  assert.equal(String(bounded.details?.cut).length, auditTextLengthMax);
});

test('details that are wide or deep are cut where they are', () => {
  let deep: Json = 'end';
  for (let at = 0; at < 10_000; at++) deep = [deep];
  const bounded = boundedEntry({ ...entry, details: { deep, wide: Array.from({ length: 1_000 }, () => 1) } });
  const text = JSON.stringify(bounded.details);
  assert.match(text, /\[cut: too deep\]/);
  assert.match(text, /\[cut: 1000 items\]/);
});

test('nothing that JSON can not say keeps a record from being written', () => {
  const details = { broken: '\ud800', number: Number.NaN, '\udfff': Number.POSITIVE_INFINITY };
  const record = sealRecord(undefined, { ...entry, details, reason: { timeSpent: Number.NaN } }, sealing);
  assert.deepEqual(record.details, { broken: '\ufffd', number: 'NaN', '\ufffd': 'Infinity' });
});

test('what is no member of an entry gets into no record', () => {
  const spiked = { ...entry, password: 'hunter2', actor: { ...entry.actor, token: 'hunter2' } };
  assert.ok(!recordLine(sealRecord(undefined, spiked, sealing)).includes('hunter2'));
});

test('a secret among the details shows no more than that it is one', () => {
  const details = { password: new Secret('hunter2') } as unknown as Readonly<Record<string, Json>>;
  assert.ok(!recordLine(sealRecord(undefined, { ...entry, details }, sealing)).includes('hunter2'));
});

test('line breaks, escapes and bidirectional marks stay encoded in one line', () => {
  const nasty = 'a\r\n{"outcome":"succeeded"}\u001b[2J\u202e\u2028$\u0000\u009b';
  const record = sealRecord(undefined, { ...entry, actor: { kind: 'stranger', account: nasty } }, sealing);
  const line = recordLine(record);
  assert.match(line, /^[\x20-\x7e…]+$/);
  const read = parseRecord(line);
  assert.ok(read.ok);
  assert.equal(read.value.actor.account, nasty);
});

test('whatever an entry holds, its record has a hash that fits and a line that reads back', () => {
  const text = fc.string({ unit: 'binary', maxLength: 30 });
  const details = fc.dictionary(text, fc.jsonValue({ stringUnit: 'binary' }) as fc.Arbitrary<Json>);
  fc.assert(
    fc.property(text, text, details, (account, comment, given) => {
      const made = {
        ...entry,
        actor: { kind: 'stranger', account },
        reason: { comment },
        details: given,
      } as const;
      const record = sealRecord(undefined, made, sealing);
      const read = parseRecord(recordLine(record));
      assert.ok(read.ok);
      assert.equal(hashOfRecord(read.value, sealing.sha256), record.hash);
    }),
  );
});

test('the category is that of the action, whatever the entry says', () => {
  const spiked = { ...entry, category: 'OTHERS', sequence: 99, hash: 'x' };
  const record = sealRecord(undefined, spiked, sealing);
  assert.deepEqual([record.category, record.sequence], ['IDENTITY', 1]);
});
