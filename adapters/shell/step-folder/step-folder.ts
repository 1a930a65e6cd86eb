import { mkdir, readdir, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the things of one step stand. The folder is the working directory of its script too. */
export interface StepFolder {
  readonly folder: string;
  readonly script: string;
  readonly returnValues: string;
  readonly stdout: string;
  readonly stderr: string;
}

/** The folder of a step. The id is checked here once more: it becomes part of a path. */
export function stepFolderOf(workFolder: string, stepId: string): StepFolder {
  if (!/^[A-Za-z0-9_-]{16,64}$/.test(stepId))
    throw new Error('a step id has 16 to 64 characters of base64url');
  const folder = join(workFolder, stepId);
  return {
    folder,
    script: join(folder, 'script'),
    returnValues: join(folder, 'return-values'),
    stdout: join(folder, 'stdout'),
    stderr: join(folder, 'stderr'),
  };
}

/** Makes the folder of a step with its script, for this user alone. Rejects where it exists: a step is started once. */
export async function makeStepFolder(step: StepFolder, script: string): Promise<void> {
  await mkdir(step.folder, { mode: 0o700 });
  const scriptMode = namesInterpreter(script) ? 0o700 : 0o600;
  await Promise.all([
    writeFile(step.script, script, { mode: scriptMode, flag: 'wx' }),
    writeFile(step.returnValues, '', { mode: 0o600, flag: 'wx' }),
  ]);
}

/** Whether a script names its own interpreter in its first line, such as `#!/usr/bin/env python3`. */
export function namesInterpreter(script: string): boolean {
  return script.startsWith('#!');
}

/** Moves two fresh FIFOs to where the step's output is told by their names. */
export async function placeFifos(step: StepFolder, fifos: readonly [string, string]): Promise<void> {
  await Promise.all([rename(fifos[0], step.stdout), rename(fifos[1], step.stderr)]);
}

/** Removes the names of the FIFOs once both ends are open, so that nobody else can open them. */
export async function unlinkFifos(step: StepFolder): Promise<void> {
  await Promise.all([unlink(step.stdout), unlink(step.stderr)]);
}

/**
 * Removes the folder with all that the script left in it.
 *
 * @returns why it could not be removed, if so: a script can see to that, so it must be no more than a nuisance.
 */
export function removeStepFolder({ folder }: StepFolder): Promise<string | undefined> {
  return remove(folder);
}

/** Removes the folders of all steps but those to keep. @returns why some could not be removed. */
export async function removeOtherStepFolders(
  workFolder: string,
  keep: ReadonlySet<string>,
): Promise<readonly string[]> {
  const names = await readdir(workFolder);
  const others = names.filter((name) => !name.startsWith('.') && !keep.has(name));
  const faults: string[] = [];
  for (const name of others) {
    const fault = await remove(join(workFolder, name));
    if (fault !== undefined) faults.push(fault);
  }
  return faults;
}

async function remove(folder: string): Promise<string | undefined> {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
