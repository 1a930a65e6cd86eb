import { type FolderPath, folderPath } from '@interlock/base';
import { IconAlertTriangle, IconFolder, IconPlus, IconX } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Action } from '../elements/action.tsx';
import { text } from '../texts/rights-text.ts';
import {
  defaultScope,
  foldersIn,
  type RoleDraft,
  type Scope,
  withFolder,
  withoutFolder,
} from './role-draft.ts';

/** The folders of a role in one scope. */
export function FolderCard(props: {
  readonly draft: RoleDraft;
  readonly stored: RoleDraft;
  readonly scope: Scope;
  /** Absent: they are only read. */
  readonly onChange?: (draft: RoleDraft) => void;
}): ReactNode {
  const { draft, scope, onChange } = props;
  const titleId = useId();
  const own = foldersIn(draft, scope);
  const general = scope === defaultScope ? [] : foldersIn(draft, defaultScope);
  return (
    <section className="card" aria-labelledby={titleId}>
      <header className="card-head">
        <h2 id={titleId}>{text('folders.title')}</h2>
      </header>
      <div className="panel-part folder-card">
        <p className="quiet">{text('folders.words')}</p>
        {own.length > 0 && general.length > 0 && <p>{text('folders.replaces')}</p>}
        {own.length > 0 && (
          <ul className="folders">
            {own.map(({ folder, recursive }) => (
              <li key={folder}>
                <IconFolder size={15} aria-hidden />
                <code>{folder}</code>
                <label>
                  <input
                    type="checkbox"
                    aria-label={text('folders.belowOf', { folder })}
                    checked={recursive}
                    disabled={onChange === undefined}
                    onChange={(event) => onChange?.(withFolder(draft, scope, folder, event.target.checked))}
                  />
                  {text('folders.below')}
                </label>
                {onChange !== undefined && (
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={text('folders.remove', { folder })}
                    onClick={() => onChange(withoutFolder(draft, scope, folder))}
                  >
                    <IconX size={15} aria-hidden />
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
        {own.length === 0 && (
          <WhatHolds general={general.map(({ folder }) => folder)} hadAny={hadFolders(props)} />
        )}
        {onChange !== undefined && (
          <AddFolder onAdd={(folder, recursive) => onChange(withFolder(draft, scope, folder, recursive))} />
        )}
      </div>
    </section>
  );
}

function hadFolders({ stored, scope }: { readonly stored: RoleDraft; readonly scope: Scope }): boolean {
  return foldersIn(stored, scope).length > 0;
}

/** Without folders of its own a scope has the general ones; without those the role holds everywhere. */
function WhatHolds(props: { readonly general: readonly string[]; readonly hadAny: boolean }): ReactNode {
  if (props.general.length > 0)
    return (
      <p>
        {text('folders.general')} <code>{props.general.join(', ')}</code>
      </p>
    );
  if (!props.hadAny) return <p>{text('folders.everywhere')}</p>;
  return (
    <p className="note" data-hue="amber">
      <IconAlertTriangle size={16} aria-hidden />
      <span className="note-body">{text('folders.widens')}</span>
    </p>
  );
}

function AddFolder(props: { readonly onAdd: (folder: FolderPath, recursive: boolean) => void }): ReactNode {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [recursive, setRecursive] = useState(true);
  const [fault, setFault] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === '') return setFault(text('folders.missing'));
    const read = folderPath(typed.trim());
    if (!read.ok) return setFault(read.problem.message);
    props.onAdd(read.value, recursive);
    setTyped('');
    setFault(undefined);
  };
  return (
    <form className="add-folder" noValidate onSubmit={submit}>
      <label htmlFor={id}>{text('folders.path')}</label>
      <div className="add-folder-fields">
        <input
          id={id}
          className="plain-field mono"
          placeholder="/billing"
          aria-invalid={fault !== undefined}
          aria-describedby={fault === undefined ? undefined : `${id}-fault`}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Action type="submit" icon={<IconPlus size={15} aria-hidden />}>
          {text('folders.add')}
        </Action>
      </div>
      <label className="check-line">
        <input type="checkbox" checked={recursive} onChange={(event) => setRecursive(event.target.checked)} />
        {text('folders.below')}
      </label>
      {fault !== undefined && (
        <p id={`${id}-fault`} className="field-fault" role="alert">
          {fault}
        </p>
      )}
    </form>
  );
}
