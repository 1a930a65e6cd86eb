import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AuditWriter,
  auditCategories,
  auditEvents,
  type Checkpoint,
  chainResumptionFault,
  checkpointAt,
  checkpointDueInMs,
  fitsPattern,
  isAuditEventName,
  parseWitnessLine,
  retentionCut,
  type SignedStatement,
  statementText,
  witnessLine,
} from './index.ts';

const writer: AuditWriter = { role: 'agent', id: 'agent' };
const hash = 'a'.repeat(64);

function checkpoint(sequence: number, atMs: number): Checkpoint {
  return { kind: 'checkpoint', writer, sequence, hash, count: 1, atMs };
}

const due: readonly [what: string, records: number, ageMs: number, inMs: number | undefined][] = [
  ['nothing to witness', 0, 1e9, undefined],
  ['one fresh record', 1, 0, 60_000],
  ['one record of half a minute', 1, 30_000, 30_000],
  ['one record of a minute', 1, 60_000, 0],
  ['999 fresh records', 999, 0, 60_000],
  ['1 000 fresh records', 1_000, 0, 0],
  ['a clock that went back', 1, -1e9, 60_000],
];

for (const [what, records, ageMs, inMs] of due) {
  test(`with ${what} a checkpoint is due ${inMs === undefined ? 'never' : `in ${inMs} ms`}`, () => {
    assert.equal(checkpointDueInMs({ records, oldestAtMs: 1e12 }, 1e12 + ageMs), inMs);
  });
}

test('a checkpoint says how many records came since the one before', () => {
  const first = checkpointAt(writer, { sequence: 7, hash }, undefined, 1);
  assert.equal(first.count, 7);
  assert.equal(checkpointAt(writer, { sequence: 9, hash }, first, 2).count, 2);
});

const resumptions: readonly [
  string,
  number,
  Checkpoint | undefined,
  string | undefined,
  RegExp | undefined,
][] = [
  ['a first start', 0, undefined, undefined, undefined],
  ['a chain as its checkpoint has seen it', 9, checkpoint(9, 1), hash, undefined],
  ['a chain that went on since', 12, checkpoint(9, 1), hash, undefined],
  ['a database put back to an older state', 8, checkpoint(9, 1), undefined, /older than its witness/],
  ['an empty database', 0, checkpoint(9, 1), undefined, /older than its witness/],
  ['another record at the checkpoint', 12, checkpoint(9, 1), 'b'.repeat(64), /not the one/],
  ['no record at the checkpoint', 12, checkpoint(9, 1), undefined, /not the one/],
];

for (const [what, sequence, last, hashAt, fault] of resumptions) {
  test(`going on with ${what} is ${fault === undefined ? 'right' : 'refused'}`, () => {
    const head = sequence === 0 ? undefined : { sequence, hash };
    const found = chainResumptionFault(head, last, hashAt);
    if (fault === undefined) assert.equal(found, undefined);
    else assert.match(found?.message ?? '', fault);
  });
}

test('a chain is cut at a checkpoint that is old enough, and keeps its newest record', () => {
  const given = [checkpoint(20, 2_000), checkpoint(10, 1_000), checkpoint(30, 3_000)];
  assert.equal(retentionCut(given, { sequence: 35, hash }, 2_500), 20);
  assert.equal(retentionCut(given, { sequence: 35, hash }, 1_000), undefined);
  assert.equal(retentionCut(given, { sequence: 30, hash }, 9_000), 20);
  assert.equal(retentionCut([], { sequence: 30, hash }, 9_000), undefined);
  assert.equal(retentionCut(given, undefined, 9_000), undefined);
});

const signed: SignedStatement = { statement: checkpoint(3, 5), keyId: 'k', signature: 's' };

test('a signed statement reads back from its line', () => {
  const seen: SignedStatement = {
    ...signed,
    statement: { kind: 'seenHead', writer, sequence: 3, hash, by: { role: 'cockpit', id: 'c' }, atMs: 5 },
  };
  for (const one of [signed, seen])
    assert.deepEqual(parseWitnessLine(witnessLine(one)), { ok: true, value: one });
});

const line = witnessLine(signed);
for (const [what, bent] of [
  ['no JSON', 'x'],
  ['a doubled member', line.replace('{', '{"keyId":"x",')],
  ['an unknown member', line.replace('"keyId"', '"also":1,"keyId"')],
  ['an unknown kind', line.replace('"checkpoint"', '"blessing"')],
  ['a hash that is none', line.replace(hash, 'x')],
  ['another role', line.replace('"agent"}', '"agent2"}').replace('"role":"agent2"', '"role":"x"')],
  ['a sequence of 0', line.replace('"sequence":3', '"sequence":0')],
  ['white space', ` ${line}`],
  ['no end', line.slice(0, -1)],
] as const) {
  test(`a witness line with ${what} is refused`, () => {
    assert.equal(parseWitnessLine(bent).ok, false);
  });
}

test('the signed text begins with what it is for', () => {
  assert.ok(statementText(signed.statement).startsWith('interlock audit witness 1\n{"atMs":5'));
});

test('each event of the catalogue has a known category and a sentence', () => {
  for (const [name, { category, text }] of Object.entries(auditEvents)) {
    assert.match(name, /^[A-Z][A-Za-z]+$/);
    assert.ok(auditCategories.includes(category), name);
    assert.match(text, /^[A-Z].*\.$/, name);
  }
  assert.ok(isAuditEventName('LoggedIn') && !isAuditEventName('toString'));
});

const patterns: readonly [text: string, pattern: string, fits: boolean][] = [
  ['/finance/month', '/finance/month', true],
  ['/finance/month', '/finance/*', true],
  ['/finance/month', '*month', true],
  ['/finance/month', '*nan*mon*', true],
  ['/finance/month', '/finance', false],
  ['/finance/month', '/Finance/*', false],
  ['abc', 'a?c', true],
  ['abc', 'a?', false],
  ['', '*', true],
  ['', '', true],
  ['', '?', false],
  ['a%b_c', 'a%b_c', true],
  ['axb', 'a%b', false],
  ['a.b', 'a[.]b', false],
  [`${'a'.repeat(4_000)}b`, `${'*a'.repeat(200)}c`, false],
];

for (const [text, pattern, fits] of patterns) {
  test(`${JSON.stringify(text.slice(0, 20))} ${fits ? 'fits' : 'does not fit'} ${JSON.stringify(pattern.slice(0, 20))}`, () => {
    assert.equal(fitsPattern(text, pattern), fits);
  });
}
