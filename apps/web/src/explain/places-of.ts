import { isPermission, permissionCatalog } from '@interlock/iam';
import type { Question } from './explain-query.ts';

/** What a permission has: a Controller, a folder, both or neither. */
export function placesOf(permission: string | undefined): {
  readonly hasController: boolean;
  readonly hasFolder: boolean;
} {
  if (permission === undefined || !isPermission(permission))
    return { hasController: false, hasFolder: false };
  const { scope, hasFolder } = permissionCatalog[permission];
  return { hasController: scope === 'controller', hasFolder };
}

/**
 * The question with a folder, where the permission has one and none was named: then it is asked for the root. Whoever
 * holds it nowhere reads why not, in place of that no folder was named.
 */
export function withFolder(question: Question): Question {
  const isNamed = question.folder !== undefined || question.path !== undefined;
  return isNamed || !placesOf(question.permission).hasFolder ? question : { ...question, folder: '/' };
}
