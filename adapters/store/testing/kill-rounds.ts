import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { unwrap } from '@interlock/base';
import { openControllerJournal } from '../controller-journal/controller-journal.ts';

const child = join(import.meta.dirname, 'appending-child.ts');

/**
 * Kills a program that appends to the journal at `path`, `rounds` times, each after a random number of
 * acknowledgements, and looks each time at what is left. `random` gives numbers from 0 to 1.
 */
export async function killRounds(
  t: TestContext,
  path: string,
  rounds: number,
  random: () => number,
): Promise<void> {
  for (let round = 1; round <= rounds; round += 1) {
    const acknowledged = await appendAndKill(t, path, 1 + Math.floor(random() * 400));
    const last = await lookAt(path, acknowledged);
    t.diagnostic(`round ${round}: acknowledged up to ${acknowledged}, found ${last}`);
  }
}

/** @returns the last number that was acknowledged before the kill. */
async function appendAndKill(t: TestContext, path: string, count: number): Promise<number> {
  const appending = spawn(process.execPath, [child, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => appending.kill('SIGKILL'));
  let last = 0;
  let seen = 0;
  const ended = once(appending, 'exit');
  for await (const line of createInterface({ input: appending.stdout })) {
    last = Math.max(last, Number(line));
    seen += 1;
    // What it still says until it is dead counts as well.
    if (seen === count) appending.kill('SIGKILL');
  }
  await ended;
  assert.ok(seen >= count, `the child ended by itself after ${seen} acknowledgements`);
  return last;
}

/** Nothing acknowledged is missing, nothing is there in part, and the numbers have no gap. */
async function lookAt(path: string, acknowledged: number): Promise<number> {
  const onFault = () => assert.fail('no fault was expected');
  const journal = unwrap(
    await openControllerJournal({ path, controllerId: 'controller', randomBytes, onFault }),
  );
  try {
    const { lastEventId, lastAuditSequence, agentCursors } = await journal.contents();
    assert.ok(
      lastEventId >= acknowledged,
      `${acknowledged} was acknowledged, and ${lastEventId} is the last`,
    );
    assert.equal(lastAuditSequence, lastEventId);
    assert.equal(agentCursors[0]?.eventId, lastEventId);
    const events = unwrap(await journal.eventsAfter(0, lastEventId + 1));
    const records = await journal.auditRecordsAfter(0, lastEventId + 1);
    const whole = Array.from({ length: lastEventId }, (_, at) => at + 1);
    assert.deepEqual(
      events.map(({ event }) => ('account' in event ? Number.parseInt(event.account, 10) : 0)),
      whole,
    );
    assert.deepEqual(
      records.map(({ sequence }) => sequence),
      whole,
    );
    return lastEventId;
  } finally {
    await journal.close();
  }
}
