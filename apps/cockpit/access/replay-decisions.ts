import {
  type AccessPicture,
  type ChangedAnswer,
  type IamPorts,
  replayer,
  type Subject,
  type SubjectChange,
} from '@interlock/iam';

/** What past questions would be answered. */
export interface Replay {
  /** How many different questions there were, of accounts that are kept here. */
  readonly questions: number;
  /** Those of accounts that are gone, or of a provider whose groups give the roles. */
  readonly notReplayed: number;
  /** The latest first. */
  readonly changed: readonly ChangedAnswer[];
}

/**
 * Decides once more what was asked in the past. Only those are asked about for whom the change changes anything, one
 * after the other, and between two of them others have their turn.
 */
export async function replayDecisions(
  { decisions }: Pick<IamPorts, 'decisions'>,
  { before, after }: { readonly before: AccessPicture; readonly after: AccessPicture },
  changes: readonly SubjectChange[],
  { sinceMs, controllerIds }: { readonly sinceMs: number; readonly controllerIds: readonly string[] },
): Promise<Replay> {
  const asked = await decisions.questions(sinceMs);
  const replay = replayer(before, after, controllerIds);
  const changed: ChangedAnswer[] = [];
  for (const { subject } of changes) {
    if (subject.key === undefined || !asked.has(subject.key)) continue;
    changed.push(...replay(subject, await decisions.list(subject.key, sinceMs)));
    await othersTurn();
  }
  const questions = questionsOf(before.subjects, asked);
  const all = [...asked.values()].reduce((sum, count) => sum + count, 0);
  changed.sort((a, b) => b.record.lastAtMs - a.record.lastAtMs);
  return { questions, notReplayed: all - questions, changed };
}

/** Resolves when what waits in the event loop has had its turn. */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function questionsOf(subjects: readonly Subject[], asked: ReadonlyMap<string, number>): number {
  return subjects.reduce((sum, { key }) => sum + (key === undefined ? 0 : (asked.get(key) ?? 0)), 0);
}
