import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialState } from '@interlock/workflow';
import { ControllerMirror } from './controller-mirror.ts';

const never = new AbortController().signal;
const at = (eventId: number) => ({ ...initialState, eventId });

test('who waits for an event goes on when the mirror shows it, and not before', async () => {
  const mirror = new ControllerMirror();
  let isThere = false;
  const waiting = mirror.waitFor(5, never).then(() => {
    isThere = true;
  });
  mirror.show(at(4));
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(isThere, false);
  mirror.show(at(6));
  await waiting;
});

test('who waits for an event that is shown already does not wait', async () => {
  const mirror = new ControllerMirror();
  mirror.show(at(5));
  await mirror.waitFor(5, never);
});

test('the signal ends the wait, before it begins and while it lasts', async () => {
  const mirror = new ControllerMirror();
  await mirror.waitFor(5, AbortSignal.abort());
  const stop = new AbortController();
  const waiting = mirror.waitFor(5, stop.signal);
  stop.abort();
  await waiting;
});
