import { leafRightsAt } from '../permissions/authorize.ts';
import type { AuthorizationRequest, GrantedBecause } from '../permissions/decision.ts';
import type { FolderEntry } from '../permissions/role.ts';
import { decideAnywhere } from './decide-anywhere.ts';
import { type AccessPicture, rightsOfSubjects, type Subject } from './subject.ts';
import { reasonInWords } from './words.ts';

/** Somebody who may do what was asked about. */
export interface Allowed {
  readonly subject: Subject;
  readonly because: GrantedBecause;
  readonly reason: string;
  /** The folders in which he may, where the question named none; empty: everywhere. */
  readonly folders: readonly FolderEntry[];
}

/**
 * Everybody who may do something, by the decision that calls make. Without a folder: who may in at least one. Whoever
 * is disabled or blocked stands here too, since he may again as soon as that ends.
 */
export function whoCan(picture: AccessPicture, request: AuthorizationRequest): readonly Allowed[] {
  const rightsOf = rightsOfSubjects(picture.roles);
  return picture.subjects.flatMap((subject) => {
    const rights = rightsOf(subject);
    const decision = decideAnywhere(rights, request);
    if (!decision.allowed) return [];
    const leaf = request.folder === undefined ? leafRightsAt(rights, request) : undefined;
    const folders = leaf?.cover === undefined ? [] : leaf.grants.flatMap((grant) => grant.folders);
    return [{ subject, because: decision.because, reason: reasonInWords(decision), folders }];
  });
}
