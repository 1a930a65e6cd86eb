import type { AccessRights } from '../permissions/access-rights.ts';
import { decideAnywhere } from './decide-anywhere.ts';
import type { DecisionRecord } from './decision-record.ts';
import { type RightsDifference, rightsDifference } from './rights-difference.ts';
import { type AccessPicture, rightsOfSubjects, type Subject } from './subject.ts';

/** Somebody for whom a change gains or loses something. */
export interface SubjectChange {
  readonly subject: Subject;
  readonly differences: readonly RightsDifference[];
}

/** A question that was asked before and would have another answer. */
export interface ChangedAnswer {
  readonly subject: Subject;
  /** What was asked, how often and when last. */
  readonly record: DecisionRecord;
  readonly before: boolean;
  readonly after: boolean;
}

/** Who gains and who loses what, where one picture takes the place of another with the same subjects. */
export function rehearse(before: AccessPicture, after: AccessPicture): readonly SubjectChange[] {
  const both = rightsOfBoth(before, after);
  const known = new Map<AccessRights, Map<AccessRights, readonly RightsDifference[]>>();
  const differencesOf = (one: AccessRights, other: AccessRights) => {
    const from = known.get(one) ?? new Map<AccessRights, readonly RightsDifference[]>();
    known.set(one, from);
    const differences = from.get(other) ?? rightsDifference(one, other);
    from.set(other, differences);
    return differences;
  };
  return before.subjects.flatMap((subject, at) => {
    const differences = differencesOf(...both(subject, after.subjects[at] ?? subject));
    return differences.length === 0 ? [] : [{ subject, differences }];
  });
}

/**
 * Decides once more, before and after a change, what a subject asked in the past; an answer per question, not per call.
 *
 * @returns a function that gives the answers that would be others, in the order of the records.
 */
export function replayer(
  before: AccessPicture,
  after: AccessPicture,
  controllerIds: readonly string[],
): (subject: Subject, records: readonly DecisionRecord[]) => readonly ChangedAnswer[] {
  const both = rightsOfBoth(before, after);
  const places = new Map(before.subjects.map((subject, at) => [subject, at]));
  return (subject, records) => {
    const [was, willBe] = both(subject, after.subjects[places.get(subject) ?? -1] ?? subject);
    return records.flatMap((record) => {
      const [one, other] = [was, willBe].map(
        (rights) => decideAnywhere(rights, record, controllerIds).allowed,
      ) as [boolean, boolean];
      return one === other ? [] : [{ subject, record, before: one, after: other }];
    });
  };
}

function rightsOfBoth(before: AccessPicture, after: AccessPicture) {
  const [rightsBefore, rightsAfter] = [rightsOfSubjects(before.roles), rightsOfSubjects(after.roles)];
  return (subject: Subject, subjectAfter: Subject): [AccessRights, AccessRights] => [
    rightsBefore(subject),
    rightsAfter(subjectAfter),
  ];
}
