import { ask } from '../api/ask.ts';
import type { GivenReason } from '../elements/change-dialog.tsx';
import type { SavingStep } from './saving-steps.ts';

/** What came of the steps: all done, or some, and why not the next. */
export interface SavingResult {
  readonly done: number;
  readonly all: number;
  readonly error?: unknown;
}

/**
 * Saves a role step by step. A first step that is refused throws, since nothing was changed then; a later one is told
 * together with what was done before it.
 */
export async function saveRole(
  role: { readonly identityServiceName: string; readonly roleName: string },
  steps: readonly SavingStep[],
  reason: GivenReason,
): Promise<SavingResult> {
  for (const [done, step] of steps.entries()) {
    try {
      await take(role, step, reason);
    } catch (error) {
      if (done === 0) throw error;
      return { done, all: steps.length, error };
    }
  }
  return { done: steps.length, all: steps.length };
}

function take(
  role: { readonly identityServiceName: string; readonly roleName: string },
  step: SavingStep,
  reason: GivenReason,
): Promise<unknown> {
  const where = { ...role, controllerId: step.scope, ...reason };
  switch (step.call) {
    case 'iam.permissions.store':
      return ask(step.call, { ...where, permissions: [...step.permissions] });
    case 'iam.permissions.delete':
      return ask(step.call, { ...where, permissionPaths: [...step.permissionPaths] });
    case 'iam.folders.store':
      return ask(step.call, { ...where, folders: [...step.folders] });
    case 'iam.folders.delete':
      return ask(step.call, { ...where, folderNames: [...step.folderNames] });
  }
}
