import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identityNews } from './identity-news.ts';

test('everybody who waits is woken by one change, once', async () => {
  const news = identityNews();
  const { signal } = new AbortController();
  const both = Promise.all([news.next(signal), news.next(signal)]);
  news.tell();
  await both;
  assert.equal(news.count(), 1);
});

test('who goes away while waiting is let go', async () => {
  const news = identityNews();
  const leaving = new AbortController();
  const waiting = news.next(leaving.signal);
  leaving.abort();
  await waiting;
  await news.next(leaving.signal);
  assert.equal(news.count(), 0);
});
