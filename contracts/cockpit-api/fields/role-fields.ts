import { z } from 'zod';
import { flag, given, text } from './js7-field.ts';

/** The name of a role, found without regard to case. */
export const roleName = text().min(1, 'it is empty');

/** The Controller for which entries of a role hold; absent or empty: for all, the default scope (semantics §2.2). */
export const entryScope = given(entryControllerId());

/** The id of a Controller as an entry of a role may name it. */
export function entryControllerId() {
  return text(100).regex(/^[^/\\<>?!&:;()"|*^]*$/, 'it holds a character that no Controller id holds');
}

/** The name of a permission: a leaf, an inner node, or any other text, which then has no effect (semantics §2.1). */
export const permissionPath = text().min(1, 'it is empty');

/** What a role grants, or denies where `excluded` is true. */
export const permissionInput = z.object({ permissionPath, excluded: given(flag()) });

/** A folder of a role; a missing `recursive` counts as true. */
export const folderInput = z.object({ folder: text(1024), recursive: given(flag()) });
