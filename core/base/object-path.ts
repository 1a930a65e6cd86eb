import { objectName } from './object-name.ts';
import { type Problem, problem } from './problem.ts';
import { type Result, refuse, succeed } from './result.ts';

declare const folderBrand: unique symbol;
declare const objectBrand: unique symbol;

/** A folder in its one canonical form: `/`, or `/a/b` with canonical names, no trailing slash, no `.` or `..`. */
export type FolderPath = string & { readonly [folderBrand]: 'FolderPath' };

/** The path of an object in its one canonical form: `/name` or `/folder/name`. */
export type ObjectPath = string & { readonly [objectBrand]: 'ObjectPath' };

/** The longest path, in UTF-16 code units. */
export const pathLengthMax = 1024;

/** The root folder. */
export const rootFolder = '/' as FolderPath;

/** Checks that a folder is in canonical form. What is not canonical is refused, never repaired. */
export function folderPath(input: string, field?: string): Result<FolderPath> {
  if (input === '/') return succeed(rootFolder);
  const checked = segmentsOf(input, field);
  return checked.ok ? succeed(input as FolderPath) : checked;
}

/** Checks that the path of an object is in canonical form. */
export function objectPath(input: string, field?: string): Result<ObjectPath> {
  const checked = segmentsOf(input, field);
  return checked.ok ? succeed(input as ObjectPath) : checked;
}

function segmentsOf(input: string, field?: string): Result<readonly string[]> {
  if (input.length > pathLengthMax)
    return refuse(invalid(`is longer than ${pathLengthMax} characters`, field));
  if (!input.startsWith('/')) return refuse(invalid('does not begin with a slash', field));
  const segments = input.slice(1).split('/');
  for (const segment of segments) {
    const checked = objectName(segment, field);
    if (!checked.ok)
      return refuse(invalid(`holds a part that is no name: ${checked.problem.message}`, field));
  }
  return succeed(segments);
}

function invalid(fault: string, field?: string): Problem {
  return problem(
    'InvalidPath',
    `The path ${fault}`.replace(/\.?$/, '.'),
    field === undefined ? {} : { field },
  );
}

/** The folder in which an object stands. */
export function folderOf(path: ObjectPath): FolderPath {
  const cut = path.lastIndexOf('/');
  return (cut === 0 ? '/' : path.slice(0, cut)) as FolderPath;
}

/** The name of an object: the last segment of its path. */
export function nameOf(path: ObjectPath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether `folder` is `ancestor` itself or lies below it, segment by segment (SEMANTICS §2.6). */
export function liesWithin(folder: FolderPath, ancestor: FolderPath): boolean {
  return ancestor === '/' || folder === ancestor || folder.startsWith(`${ancestor}/`);
}
