/** What is to be told of an Agent at its start. */
export interface StartFacts {
  /** The user of the operating system as whom the Agent and its jobs run. */
  readonly userName: string;
  /** When the Agent's certificate ends, in milliseconds since 1970. */
  readonly expiresAtMs: number;
  /** Whether that is near. */
  readonly needsRenewal: boolean;
  readonly nowMs: number;
}

/** What a person should know of this Agent, said at each start (semantics §5.5, §5.6). */
export function startFacts(facts: StartFacts): readonly string[] {
  return [
    `Jobs run as the user ${facts.userName}, to whom Interlock's keys belong too: a job can read them.`,
    'Process trees are found by marker, session, output pipes and parents; a job that hides from all of these on purpose can escape its kill.',
    ...certificateFact(facts),
  ];
}

function certificateFact({ expiresAtMs, needsRenewal, nowMs }: StartFacts): readonly string[] {
  const day = new Date(expiresAtMs).toISOString().slice(0, 10);
  if (expiresAtMs <= nowMs)
    return [`The Agent's certificate ended on ${day}: its Controller refuses it until it has joined anew.`];
  return needsRenewal
    ? [
        `The Agent's certificate ends on ${day}: its Cockpit renews it as soon as it reaches it over the Controller.`,
      ]
    : [];
}
