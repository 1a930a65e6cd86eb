import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserOf } from './browser-of.ts';

const table: readonly (readonly [string, string, string | undefined])[] = [
  ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Firefox 133', 'Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
    'Chrome 131',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
    'Edge 131',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
    'Safari 18',
    'macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    'Safari 18',
    'iOS',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.6778.39 Mobile Safari/537.36',
    'Chrome 131',
    'Android',
  ],
  ['curl/8.11.0', 'curl 8', undefined],
  ['node', 'node', undefined],
];

for (const [sent, name, system] of table)
  test(`${name} on ${system ?? 'some system'} is read from what it says of itself`, () => {
    assert.deepEqual(browserOf(sent), { name, ...(system === undefined ? {} : { system }) });
  });

test('what is not known is shown as it was sent, at a readable length', () => {
  assert.equal(browserOf('x'.repeat(500))?.name.length, 60);
});

test('nothing sent is nothing said', () => {
  assert.equal(browserOf(undefined), undefined);
  assert.equal(browserOf('  '), undefined);
});
