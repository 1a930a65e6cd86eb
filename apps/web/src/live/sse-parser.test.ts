import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ServerSentEvent, sseParser } from './sse-parser.ts';

function parse(...pieces: readonly string[]): readonly ServerSentEvent[] {
  const events: ServerSentEvent[] = [];
  const add = sseParser((event) => events.push(event));
  for (const piece of pieces) add(piece);
  return events;
}

test('an event has its id, its name and its data', () => {
  assert.deepEqual(parse('id: 7\nevent: order\ndata: {"a":\ndata: 1}\n\n'), [
    { id: '7', name: 'order', data: '{"a":\n1}' },
  ]);
});

test('an id carries over to the events after it', () => {
  assert.deepEqual(
    parse('id: 7\ndata: a\n\ndata: b\n\n').map(({ id }) => id),
    ['7', '7'],
  );
});

test('comments, events without data and what is unfinished give nothing', () => {
  assert.deepEqual(parse(': beat\n\n', 'id: 1\n\n', 'data: half\n'), []);
});

test('every kind of line end is understood', () => {
  for (const end of ['\n', '\r\n', '\r'])
    assert.deepEqual(
      parse(`data: a${end}${end}data: b${end}${end}data: c${end}${end}x`).map(({ data }) => data),
      ['a', 'b', 'c'],
      JSON.stringify(end),
    );
});

test('a byte order mark at the beginning is passed over', () => {
  assert.equal(parse('\uFEFFdata: a\n\n').length, 1);
});

test('wherever the stream is cut, the events are the same', () => {
  const stream = 'id: 1\r\ndata: a\r\n\r\n: beat\n\nid: 2\ndata: b\ndata: c\n\ndata: d\r\rdata: e\n\n';
  const whole = parse(stream);
  assert.equal(whole.length, 4);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: stream.length - 1 }), { maxLength: 12 }), (cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), stream.length];
      const pieces = at.slice(1).map((to, index) => stream.slice(at[index], to));
      assert.deepEqual(parse(...pieces), whole);
    }),
  );
});

test('an event without end does not fill the memory and is dropped', () => {
  const big = 'x'.repeat(600_000);
  assert.deepEqual(
    parse(`data: ${big}\ndata: ${big}\n\n`, 'data: small\n\n').map(({ data }) => data),
    ['small'],
  );
});
