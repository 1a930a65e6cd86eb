import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ProblemError,
  type ProgramReport,
  problem,
  type SupervisorChannel,
  silentLog,
} from '@interlock/base';
import { type Program, runProgram } from './run-program.ts';

/** A supervisor that a test plays, and a process that only notes how it was ended. */
function world() {
  const reports: ProgramReport[] = [];
  const exits: number[] = [];
  const exited = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<{ rootPassword?: string }>();
  const stop = Promise.withResolvers<() => void>();
  const lates: (() => void)[] = [];
  const channel: SupervisorChannel = {
    supervised: true,
    report: (report) => void reports.push(report),
    begun: () => begun.promise,
    joinToken: () => Promise.reject(new Error('not here')),
    onStop: (listener) => stop.resolve(listener),
    close: () => undefined,
  };
  const run = (parts: Pick<Program<string>, 'check' | 'begin'>) =>
    runProgram({
      channel,
      log: silentLog,
      exit: (code) => {
        exits.push(code);
        exited.resolve();
      },
      after: (_milliseconds, late) => {
        lates.push(late);
        return () => undefined;
      },
      ...parts,
    });
  return {
    reports,
    exits,
    exited: exited.promise,
    begin: begun.resolve,
    stop: async () => (await stop.promise)(),
    lates,
    run,
  };
}

test('nothing begins before the supervisor says so', async () => {
  const { run, reports, begin, stop, exits } = world();
  const began = Promise.withResolvers<string | undefined>();
  const running = run({
    check: async () => 'sound',
    begin: async ({ checked, begun }) => {
      began.resolve(`${checked} ${begun.rootPassword}`);
      return async () => undefined;
    },
  });
  await new Promise(setImmediate);
  assert.deepEqual(
    reports.map(({ kind }) => kind),
    ['checked'],
  );
  begin({ rootPassword: 'chosen' });
  assert.equal(await began.promise, 'sound chosen');
  await stop();
  await running;
  assert.deepEqual(exits, [0]);
});

test('a refused check ends with one line and exit code 1, and nothing began', async () => {
  const { run, reports, exits } = world();
  await run({
    check: () =>
      Promise.reject(new ProblemError(problem('StorageUnavailable', 'journal.db is from the future.'))),
    begin: () => Promise.reject(new Error('must not begin')),
  });
  assert.deepEqual(reports, [
    { kind: 'fault', code: 'StorageUnavailable', message: 'journal.db is from the future.' },
  ]);
  assert.deepEqual(exits, [1]);
});

test('a program that is stopped at work ends when its work has ended', async () => {
  const { run, begin, stop, exits, exited } = world();
  const finished = Promise.withResolvers<void>();
  const began = Promise.withResolvers<AbortSignal>();
  void run({
    check: async () => 'sound',
    begin: async ({ signal }) => {
      began.resolve(signal);
      return () => finished.promise;
    },
  });
  begin({});
  const signal = await began.promise;
  await stop();
  assert.ok(signal.aborted);
  await new Promise(setImmediate);
  assert.deepEqual(exits, []);
  finished.resolve();
  await exited;
  assert.deepEqual(exits, [0]);
});

test('a program that is stopped before it began ends cleanly', async () => {
  const { run, stop, exits } = world();
  const running = run({
    check: async () => 'sound',
    begin: () => Promise.reject(new Error('must not begin')),
  });
  await stop();
  await running;
  assert.deepEqual(exits, [0]);
});

test('a start that fails ends with its own words and exit code 1', async () => {
  const { run, begin, exits, reports } = world();
  const running = run({ check: async () => 'sound', begin: () => Promise.reject(new Error('no')) });
  begin({});
  await running;
  assert.deepEqual(reports.at(-1), { kind: 'fault', code: 'Internal', message: 'no' });
  assert.deepEqual(exits, [1]);
});

test('a fault at work ends the program once, with the words of the first, whatever follows', async () => {
  const { run, begin, exits, reports, exited } = world();
  void run({
    check: async () => 'sound',
    begin: async ({ fault }) => {
      fault(new ProblemError(problem('StorageUnavailable', 'The disk is full.')));
      fault(new Error('second'));
      return async () => undefined;
    },
  });
  begin({});
  await exited;
  assert.deepEqual(exits, [1]);
  assert.deepEqual(reports.slice(1), [
    { kind: 'fault', code: 'StorageUnavailable', message: 'The disk is full.' },
  ]);
});

test('a clean stop that takes too long ends all the same', async () => {
  const { run, begin, stop, exits, lates, exited } = world();
  void run({ check: async () => 'sound', begin: async () => () => new Promise(() => undefined) });
  begin({});
  await new Promise(setImmediate);
  await stop();
  await new Promise(setImmediate);
  lates[0]?.();
  await exited;
  assert.deepEqual(exits, [1]);
});
