import { Checkbox, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Action } from '../elements/action.tsx';
import { text } from '../texts/identity-text.ts';

/** A folder as it is being typed. */
export interface FolderInput {
  readonly id: number;
  readonly folder: string;
  readonly recursive: boolean;
}

/** Whether it is a folder in the one form in which folders are written: `/`, or names each after one slash. */
export function isFolder(typed: string): boolean {
  return /^\/$|^(\/[^/]+)+$/.test(typed.trim()) && !/(^|\/)\.{1,2}(\/|$)/.test(typed);
}

/** Folders, each with whether those below count too. */
export function FolderRows(props: {
  readonly folders: readonly FolderInput[];
  readonly isTried: boolean;
  readonly onChange: (folders: readonly FolderInput[]) => void;
}): ReactNode {
  const { folders } = props;
  const put = (id: number, change: Partial<FolderInput>) =>
    props.onChange(folders.map((one) => (one.id === id ? { ...one, ...change } : one)));
  const add = () =>
    props.onChange([
      ...folders,
      { id: Math.max(0, ...folders.map(({ id }) => id)) + 1, folder: '', recursive: true },
    ]);
  return (
    <div className="folder-rows">
      {folders.map((one) => (
        <div key={one.id} className="folder-row">
          <TextInput
            aria-label={text('folder.label')}
            placeholder="/finance/closing"
            spellCheck={false}
            error={props.isTried && !isFolder(one.folder) ? text('folder.wrong') : undefined}
            value={one.folder}
            onChange={(event) => put(one.id, { folder: event.currentTarget.value })}
          />
          <Checkbox
            label={text('folder.recursive')}
            checked={one.recursive}
            onChange={(event) => put(one.id, { recursive: event.currentTarget.checked })}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={text('folder.remove', { folder: one.folder })}
            onClick={() => props.onChange(folders.filter(({ id }) => id !== one.id))}
          >
            <IconTrash size={16} aria-hidden />
          </button>
        </div>
      ))}
      <p>
        <Action icon={<IconPlus size={15} aria-hidden />} onClick={add}>
          {text('folder.add')}
        </Action>
      </p>
    </div>
  );
}
