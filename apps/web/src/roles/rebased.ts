import type { FolderPath } from '@interlock/base';
import type { RoleDraft } from './role-draft.ts';
import { withFolder, withMark, withoutFolder } from './role-draft.ts';
import { type SavingStep, savingSteps } from './saving-steps.ts';

/** What somebody changed, put on top of what is stored now: the changes of others stay. */
export function rebased(base: RoleDraft, draft: RoleDraft, stored: RoleDraft): RoleDraft {
  return savingSteps(base, draft).reduce(withStep, stored);
}

/** A role after one of the steps by which it is saved. */
export function withStep(role: RoleDraft, step: SavingStep): RoleDraft {
  const { scope } = step;
  switch (step.call) {
    case 'iam.permissions.store':
      return step.permissions.reduce(
        (made, { permissionPath, excluded }) =>
          withMark(made, scope, permissionPath, excluded ? 'denied' : 'granted'),
        role,
      );
    case 'iam.permissions.delete':
      return step.permissionPaths.reduce((made, name) => withMark(made, scope, name, 'unset'), role);
    case 'iam.folders.store':
      return step.folders.reduce(
        (made, { folder, recursive }) => withFolder(made, scope, folder as FolderPath, recursive),
        role,
      );
    case 'iam.folders.delete':
      return step.folderNames.reduce((made, name) => withoutFolder(made, scope, name as FolderPath), role);
  }
}
