import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SupervisorOrder } from '@interlock/base';
import { type ProgramEvent, type ProgramName, programNames } from './program.ts';
import { Supervisor } from './supervisor.ts';

/** A world of programs that do nothing but what a test says. */
function fakeWorld() {
  const told: [program: ProgramName, order: SupervisorOrder][] = [];
  const starts: ProgramName[] = [];
  const killed: ProgramName[] = [];
  const emitters = new Map<ProgramName, (event: ProgramEvent) => void>();
  const ends = new Map<ProgramName, () => void>();
  const shown: ProgramEvent[] = [];
  const timers: { readonly milliseconds: number; run: () => void; live: boolean }[] = [];
  const ports = {
    start(program: ProgramName, onEvent: (event: ProgramEvent) => void) {
      starts.push(program);
      emitters.set(program, onEvent);
      const { promise, resolve } = Promise.withResolvers<void>();
      ends.set(program, resolve);
      return {
        program,
        pid: 1,
        tell: (order: SupervisorOrder) => void told.push([program, order]),
        kill: () => void killed.push(program),
        ended: promise,
      };
    },
    show: (event: ProgramEvent) => void shown.push(event),
    after(milliseconds: number, run: () => void) {
      const timer = { milliseconds, run, live: true };
      timers.push(timer);
      return () => {
        timer.live = false;
      };
    },
  };
  return {
    ports,
    told,
    starts,
    killed,
    shown,
    timers,
    report(program: ProgramName, report: Extract<ProgramEvent, { kind: 'report' }>['report']) {
      emitters.get(program)?.({ kind: 'report', program, report });
    },
    end(program: ProgramName, code: number | null = 0, signal: string | null = null) {
      emitters.get(program)?.({ kind: 'ended', program, code, signal });
      ends.get(program)?.();
    },
    orders: (program: ProgramName) =>
      told.filter(([name]) => name === program).map(([, order]) => order.kind),
  };
}

function allReady(world: ReturnType<typeof fakeWorld>) {
  for (const program of programNames) world.report(program, { kind: 'checked', runtime: 'v24' });
  for (const program of programNames) world.report(program, { kind: 'ready', facts: [] });
}

test('no program begins before all three found nothing that forbids the start', () => {
  const world = fakeWorld();
  void new Supervisor(world.ports).start();
  world.report('cockpit', { kind: 'checked', runtime: 'v24' });
  world.report('agent', { kind: 'checked', runtime: 'v24' });
  assert.equal(world.told.length, 0);
  world.report('controller', { kind: 'checked', runtime: 'v24' });
  assert.deepEqual(
    world.told.map(([program, order]) => [program, order.kind]),
    [
      ['cockpit', 'begin'],
      ['controller', 'begin'],
      ['agent', 'begin'],
    ],
  );
});

test('no program begins before what they serve is there', async () => {
  const world = fakeWorld();
  const built = Promise.withResolvers<void>();
  void new Supervisor({ ...world.ports, mayBegin: built.promise }).start();
  for (const program of programNames) world.report(program, { kind: 'checked', runtime: 'v24' });
  assert.equal(world.told.length, 0);
  built.resolve();
  await built.promise;
  assert.equal(world.told.length, 3);
});

test('a program that refuses ends the start with its own line, and none begins', async () => {
  const world = fakeWorld();
  const start = new Supervisor(world.ports).start();
  world.report('cockpit', { kind: 'checked', runtime: 'v24' });
  world.report('controller', {
    kind: 'fault',
    code: 'StorageUnavailable',
    message: 'journal.db is from the future.',
  });
  world.end('controller', 1);
  assert.deepEqual(await start, { kind: 'refused', message: 'journal.db is from the future.' });
  assert.deepEqual(world.told, []);
});

test('the first password goes to the Cockpit alone', () => {
  const world = fakeWorld();
  void new Supervisor(world.ports, 'chosen').start();
  allReady(world);
  assert.deepEqual(
    world.told.map(([, order]) => order),
    [{ kind: 'begin', rootPassword: 'chosen' }, { kind: 'begin' }, { kind: 'begin' }],
  );
});

test('a join token goes to the program that it was made for, again after that program died', async () => {
  const world = fakeWorld();
  const start = new Supervisor(world.ports).start();
  for (const program of programNames) world.report(program, { kind: 'checked', runtime: 'v24' });
  world.report('cockpit', { kind: 'joinToken', role: 'controller', id: 'controller', token: 't' });
  assert.deepEqual(world.orders('controller'), ['begin', 'join']);
  world.report('controller', { kind: 'ready', facts: [] });
  world.report('cockpit', { kind: 'ready', facts: [] });
  world.report('agent', { kind: 'ready', facts: [] });
  assert.deepEqual(await start, { kind: 'ready' });
});

test('a program that dies is started again, each time after a longer pause of at most 30 s', async () => {
  const world = fakeWorld();
  const start = new Supervisor(world.ports).start();
  allReady(world);
  await start;
  for (let death = 0; death < 9; death += 1) {
    world.end('agent', null, 'SIGKILL');
    world.timers.at(-1)?.run();
  }
  assert.deepEqual(
    world.timers.map((timer) => timer.milliseconds),
    [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000],
  );
  assert.equal(world.starts.filter((program) => program === 'agent').length, 10);
});

test('a program that was started again begins at once', async () => {
  const world = fakeWorld();
  void new Supervisor(world.ports).start();
  allReady(world);
  world.end('controller', null, 'SIGKILL');
  world.timers.at(-1)?.run();
  world.report('controller', { kind: 'checked', runtime: 'v24' });
  assert.deepEqual(world.orders('controller'), ['begin', 'begin']);
});

test('a stop tells every program, starts none again, and kills what is left after 5 s', async () => {
  const world = fakeWorld();
  const supervisor = new Supervisor(world.ports);
  void supervisor.start();
  allReady(world);
  const stopped = supervisor.stop();
  assert.deepEqual(
    programNames.map((program) => world.orders(program).at(-1)),
    ['stop', 'stop', 'stop'],
  );
  world.end('cockpit');
  world.end('controller');
  const deadline = world.timers.at(-1);
  assert.equal(deadline?.milliseconds, 5000);
  deadline?.run();
  assert.deepEqual(world.killed, ['agent']);
  world.end('agent', null, 'SIGKILL');
  await stopped;
  assert.equal(world.starts.length, 3);
});

test('only the end of a program that is started again is told as such, with what it said', async () => {
  const world = fakeWorld();
  const start = new Supervisor(world.ports).start();
  allReady(world);
  await start;
  world.report('agent', { kind: 'fault', code: 'StorageUnavailable', message: 'the disk is full' });
  world.end('agent', 1);
  const ended = { kind: 'ended', program: 'agent', code: 1, signal: null };
  assert.deepEqual(world.shown.at(-1), { ...ended, isStartedAgain: true, fault: 'the disk is full' });

  const refusing = fakeWorld();
  void new Supervisor(refusing.ports).start();
  refusing.end('agent', 1);
  assert.deepEqual(refusing.shown, [ended]);
});
