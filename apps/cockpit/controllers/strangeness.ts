import { type Problem, problem } from '@interlock/base';

/** How far a journal reaches, and which one it is. */
export interface JournalExtent {
  readonly journalId: string;
  readonly lastEventId: number;
}

/**
 * Why a Controller is not the one that is known here, in a sentence for people; undefined where it is. Where its
 * journal was replaced or put back, history would lose or mix up events without anybody noticing.
 */
export function strangenessOf(
  controllerId: string,
  known: { readonly journalId: string | undefined; readonly lastEventId: number },
  told: JournalExtent,
): Problem | undefined {
  if (known.journalId !== undefined && told.journalId !== known.journalId)
    return problem(
      'DuplicateName',
      `The Controller ${controllerId} has another journal than the one known here: its data folder was replaced. Bring the old one back.`,
    );
  if (told.lastEventId < known.lastEventId)
    return problem(
      'DuplicateName',
      `The journal of the Controller ${controllerId} ends at event ${told.lastEventId}, and event ${known.lastEventId} of it is known here: an older copy was put back. Bring the newer one back.`,
    );
  return undefined;
}
