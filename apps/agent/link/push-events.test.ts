import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agentMessage, checkShape, messageBytesMax } from '@interlock/node-api';
import type { StampedStepEvent } from '@interlock/workflow';
import { messagesOf } from './push-events.ts';

function output(id: number, text: string): StampedStepEvent {
  const event = { kind: 'OutputWritten', stepId: 'a'.repeat(22), stream: 'stdout', offset: 0, text } as const;
  return { id, atMs: 1, event };
}

test('small events share a message, in order', () => {
  const events = Array.from({ length: 100 }, (_, n) => output(n + 1, 'x'));
  assert.deepEqual(messagesOf(events), [events]);
});

test('nothing makes no message', () => {
  assert.deepEqual(messagesOf([]), []);
});

const worst: readonly [what: string, text: string][] = [
  ['letters', 'x'.repeat(65_536)],
  ['characters that JSON escapes sixfold', '\u0001'.repeat(65_536)],
  ['characters of three bytes', '€'.repeat(65_536)],
];
for (const [what, text] of worst) {
  test(`no message is larger than the link takes, full of ${what}`, () => {
    const events = Array.from({ length: 100 }, (_, n) => output(n + 1, text));
    const messages = messagesOf(events);
    assert.deepEqual(messages.flat(), events);
    for (const each of messages) {
      const message = { kind: 'events', events: each };
      assert.ok(Buffer.byteLength(JSON.stringify(message)) <= messageBytesMax);
      assert.ok(checkShape(agentMessage, message).ok);
    }
  });
}
