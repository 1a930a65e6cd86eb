import { type ChainHead, parseRecord } from '@interlock/audit';
import { type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import {
  apply,
  type ControllerState,
  initialState,
  type Journal,
  type JournalContents,
  restoreState,
} from '@interlock/workflow';
import type { EngineStart } from './engine.ts';

/** How many events are read at once. */
const eventsPerBatch = 5_000;

/** Makes the state again that the journal holds: the snapshot, and the events after it. */
export async function recover(journal: Journal, contents: JournalContents): Promise<Result<EngineStart>> {
  const snapshot = await journal.loadSnapshot();
  const restored = snapshot === undefined ? succeed(initialState) : restoreState(snapshot);
  if (!restored.ok) return restored;
  const state = await replay(journal, restored.value);
  if (!state.ok) return state;
  if (state.value.eventId !== contents.lastEventId)
    return refuse(damaged(`it ends at event ${state.value.eventId}`));
  const auditHead = await headOf(journal, contents.lastAuditSequence);
  if (!auditHead.ok) return auditHead;
  return succeed({ state: state.value, auditHead: auditHead.value, agentCursors: contents.agentCursors });
}

async function replay(journal: Journal, from: ControllerState): Promise<Result<ControllerState>> {
  let state = from;
  for (;;) {
    const events = await journal.eventsAfter(state.eventId, eventsPerBatch);
    if (!events.ok) return events;
    if (events.value.length === 0) return succeed(state);
    for (const event of events.value) state = apply(state, event);
  }
}

async function headOf(journal: Journal, lastSequence: number): Promise<Result<ChainHead | undefined>> {
  if (lastSequence === 0) return succeed(undefined);
  const [last] = await journal.auditRecordsAfter(lastSequence - 1, 1);
  const record = last === undefined ? undefined : parseRecord(last.text);
  if (record?.ok !== true || record.value.sequence !== lastSequence) {
    return refuse(damaged(`its audit record ${lastSequence} can not be read`));
  }
  return succeed({ sequence: record.value.sequence, hash: record.value.hash });
}

function damaged(why: string): Problem {
  return problem('StorageUnavailable', `The journal is damaged: ${why}. Put back a copy of the data folder.`);
}
