import assert from 'node:assert/strict';
import { test } from 'node:test';
import { turnstile } from './turnstile.ts';

const never = new AbortController().signal;

test('a turn lets those go on who wait for it, and those who come after it', async () => {
  const news = turnstile();
  const waiting = news.passed(news.turns(), never);
  news.turn();
  assert.equal(await waiting, true);
  assert.equal(await news.passed(0, never), true);
});

test('the signal ends the wait', async () => {
  const news = turnstile();
  const stop = new AbortController();
  const waiting = news.passed(news.turns(), stop.signal);
  stop.abort();
  assert.equal(await waiting, false);
  assert.equal(await news.passed(-1, stop.signal), false);
});
