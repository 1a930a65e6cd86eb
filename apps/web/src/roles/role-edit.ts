import { useEffect, useState } from 'react';
import { useWarnBeforeLeaving } from '../session/warn-before-leaving.ts';
import { rebased } from './rebased.ts';
import { type RoleDraft, saysTheSame } from './role-draft.ts';
import { type SavingStep, savingSteps } from './saving-steps.ts';

/** A role that somebody works on. */
export interface RoleEdit {
  readonly stored: RoleDraft;
  readonly draft: RoleDraft;
  /** By which calls the changes would be saved; none where nothing is changed. */
  readonly steps: readonly SavingStep[];
  readonly isChanged: boolean;
  /** What the person should know of the changes: they were here before, or stand on top of those of others. */
  readonly note: 'kept' | 'rebased' | undefined;
  readonly change: (draft: RoleDraft) => void;
  readonly discard: () => void;
}

interface Unsaved {
  /** What was stored when the changes were made. */
  readonly base: RoleDraft;
  readonly draft: RoleDraft;
}

const unsaved = new Map<string, Unsaved>();
const unsavedMax = 20;

/** Works on a role. What is not saved is kept for as long as the page lives; nothing of it leaves the page. */
export function useRoleEdit(key: string, stored: RoleDraft): RoleEdit {
  const [edit, setEdit] = useState(() => unsaved.get(key));
  const [wasKept, setWasKept] = useState(edit !== undefined);
  const [wasRebased, setWasRebased] = useState(false);
  const isBehind = edit !== undefined && !saysTheSame(edit.base, stored);
  const draft = edit === undefined ? stored : isBehind ? rebased(edit.base, edit.draft, stored) : edit.draft;
  const isChanged = !saysTheSame(draft, stored);
  useEffect(() => {
    keep(key, isChanged ? edit : undefined);
  }, [key, edit, isChanged]);
  useWarnBeforeLeaving(isChanged);
  const discard = () => {
    setEdit(undefined);
    setWasKept(false);
    setWasRebased(false);
  };
  return {
    stored,
    draft,
    steps: savingSteps(stored, draft),
    isChanged,
    note: !isChanged ? undefined : isBehind || wasRebased ? 'rebased' : wasKept ? 'kept' : undefined,
    change: (next) => {
      setWasKept(false);
      setWasRebased(wasRebased || isBehind);
      setEdit({ base: stored, draft: next });
    },
    discard,
  };
}

function keep(key: string, edit: Unsaved | undefined): void {
  unsaved.delete(key);
  if (edit === undefined) return;
  unsaved.set(key, edit);
  for (const oldest of [...unsaved.keys()].slice(0, Math.max(0, unsaved.size - unsavedMax)))
    unsaved.delete(oldest);
}
