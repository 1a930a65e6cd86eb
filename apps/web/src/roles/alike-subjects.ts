import type { Rehearsal } from './rehearsal-query.ts';

type Subject = Rehearsal['subjects'][number];

/** Accounts or groups that gain and lose the same by a change. */
export interface AlikeSubjects {
  readonly first: Subject;
  readonly names: readonly string[];
  readonly gains: Subject['gains'];
  readonly loses: Subject['loses'];
}

/** Those who gain and lose the same together, so that a role that many have is read once. */
export function alikeSubjects(subjects: readonly Subject[]): readonly AlikeSubjects[] {
  const byDifference = new Map<string, { readonly first: Subject; readonly names: string[] }>();
  for (const subject of subjects) {
    const { kind, identityServiceName, state, gains, loses } = subject;
    const key = JSON.stringify([kind, identityServiceName, state, gains, loses]);
    const known = byDifference.get(key);
    if (known === undefined) byDifference.set(key, { first: subject, names: [subject.name] });
    else known.names.push(subject.name);
  }
  return [...byDifference.values()].map(({ first, names }) => ({
    first,
    names,
    gains: first.gains,
    loses: first.loses,
  }));
}
