import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printable, UpView } from './up-view.ts';

function view() {
  const lines: string[] = [];
  return { lines, view: new UpView({ write: (line) => lines.push(line), colors: false }) };
}

test('output of a job can not steer the terminal', () => {
  assert.equal(printable('a\u001b[2Jb\rc\u202ed\te'), 'a\\u001b[2Jb\\u000dc\\u202ed\te');
});

test('a password is kept for the end, and stands in no line before', () => {
  const { lines, view: shown } = view();
  shown.show({
    kind: 'report',
    program: 'cockpit',
    report: { kind: 'oneTimePassword', account: 'root', password: 'canary' },
  });
  assert.deepEqual(lines, []);
  assert.deepEqual(shown.password?.password, 'canary');
});

test('a program that dies and is started again is told of, with its own words; other ends are not', () => {
  const { lines, view: shown } = view();
  const died = { kind: 'ended', program: 'agent', code: null, signal: 'SIGKILL' } as const;
  shown.show(died);
  shown.show({ ...died, isStartedAgain: true });
  shown.show({ ...died, code: 1, signal: null, isStartedAgain: true, fault: 'The disk\nis full.' });
  assert.deepEqual(lines, [
    '  ✗ Agent ended (SIGKILL); it is started again.',
    '  ✗ Agent ended (exit code 1); it is started again. It said: The disk\\u000ais full.',
  ]);
});
