import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AuditEntry, refusalCounter } from './index.ts';

function refusal(source: string, reasonCode = 'passwordWrong'): { source: string; entry: AuditEntry } {
  const entry: AuditEntry = {
    action: 'LoggedIn',
    actor: { kind: 'stranger', account: 'ada', address: source },
    target: { kind: 'account', id: 'ada' },
    outcome: 'refused',
    reasonCode,
  };
  return { source, entry };
}

test('the first refusal of a source is written at once, as it is', () => {
  const one = refusal('192.0.2.1');
  assert.deepEqual(refusalCounter().count(one, 0), [one.entry]);
});

test('a million refusals of one source give two entries, and the second one counts them', () => {
  const counter = refusalCounter();
  let written = 0;
  for (let at = 0; at < 1_000_000; at++) written += counter.count(refusal('192.0.2.1'), at % 60_000).length;
  const [summary, ...others] = counter.ended(60_000);
  assert.deepEqual([written, others.length, summary?.details?.repeats], [1, 0, 999_999]);
  assert.deepEqual(summary?.details?.firstAtMs, 0);
});

test('a window that saw no repetition gives no second entry', () => {
  const counter = refusalCounter();
  counter.count(refusal('192.0.2.1'), 0);
  assert.deepEqual(counter.ended(60_000), []);
  assert.equal(counter.count(refusal('192.0.2.1'), 60_001).length, 1);
});

test('other sources and other reasons are counted apart', () => {
  const counter = refusalCounter();
  assert.equal(counter.count(refusal('192.0.2.1'), 0).length, 1);
  assert.equal(counter.count(refusal('192.0.2.2'), 0).length, 1);
  assert.equal(counter.count(refusal('192.0.2.1', 'blocked'), 0).length, 1);
});

test('strangers from ever new sources fill neither memory nor disk', () => {
  const counter = refusalCounter({ sourcesMax: 100 });
  let written = 0;
  for (let at = 0; at < 100_000; at++) written += counter.count(refusal(`source ${at}`), 0).length;
  const summaries = counter.ended(60_000);
  assert.deepEqual([written, summaries.length], [101, 1]);
  assert.equal(summaries[0]?.details?.repeats, 99_899);
});

test('a clock that went back keeps no window open', () => {
  const counter = refusalCounter();
  counter.count(refusal('192.0.2.1'), 1_000_000);
  counter.count(refusal('192.0.2.1'), 1_000_000);
  assert.equal(counter.ended(5).length, 1);
});

test('what was counted is written before the program stops', () => {
  const counter = refusalCounter();
  counter.count(refusal('192.0.2.1'), 0);
  counter.count(refusal('192.0.2.1'), 1);
  assert.equal(counter.rest().length, 1);
  assert.equal(counter.rest().length, 0);
});
