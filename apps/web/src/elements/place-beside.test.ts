import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeBeside } from './place-beside.ts';

const screen = { width: 360, height: 640 };
const box = { width: 200, height: 100 };
const anchor = (left: number, top: number) => ({ left, top, right: left + 40, bottom: top + 30 });

test('a box stands below its anchor, above where there is no room, and always inside the window', () => {
  assert.deepEqual(placeBeside(anchor(10, 10), box, screen), { left: 10, top: 46 });
  assert.deepEqual(placeBeside(anchor(10, 600), box, screen), { left: 10, top: 494 });
  assert.deepEqual(placeBeside(anchor(320, 10), box, screen), { left: 152, top: 46 });
  assert.deepEqual(placeBeside(anchor(300, 10), box, screen, 'end'), { left: 140, top: 46 });
  assert.equal(placeBeside(anchor(0, 10), box, screen, 'end').left, 8);
});
