import { type ReactNode, useMemo } from 'react';
import { readText } from '../address/search-text.ts';
import { FilterField, FilterToggle } from '../list/filter-bar.tsx';
import { text } from '../texts/rights-text.ts';
import { FolderCard } from './folder-card.tsx';
import { MeaningNote } from './meaning-note.tsx';
import { PermissionTree } from './permission-tree.tsx';
import { defaultScope, namedScopes, withMark } from './role-draft.ts';
import type { RoleEdit } from './role-edit.ts';
import { RoleHolders } from './role-holders.tsx';
import type { RoleAnswer } from './roles-query.ts';
import { ScopeTabs } from './scope-tabs.tsx';
import { UnknownEntries } from './unknown-entries.tsx';

/** What a role grants and denies, scope by scope. */
export function RoleEditor(props: {
  readonly role: RoleAnswer;
  readonly edit: RoleEdit;
  /** The Controllers that the account may view. */
  readonly controllerIds: readonly string[];
  /** What the account lacks to change it. */
  readonly lack: string | undefined;
  readonly search: Readonly<Record<string, string>>;
  readonly put: (change: Readonly<Record<string, string | undefined>>) => void;
}): ReactNode {
  const { edit, lack, search, put } = props;
  const { draft, stored } = edit;
  const scopes = [
    ...new Set([...props.controllerIds, ...namedScopes(stored), ...namedScopes(draft)]),
  ].toSorted();
  const scope = scopes.find((id) => id === search.scope) ?? defaultScope;
  const words = readText(search.q, 200) ?? '';
  const filter = useMemo(
    () => ({ words, onlySet: search.set !== undefined, onlyChanged: search.changed !== undefined }),
    [words, search.set, search.changed],
  );
  const may = lack === undefined;
  return (
    <>
      <MeaningNote draft={draft} isChanged={edit.isChanged} />
      <ScopeTabs
        scopes={scopes}
        special={namedScopes(draft)}
        current={scope}
        onChange={(id) => put({ scope: id === defaultScope ? undefined : id })}
      />
      {scope !== defaultScope && <p className="quiet">{text('role.scopeWords', { controller: scope })}</p>}
      <div className="role-parts">
        <div className="role-tree">
          <search className="filters" aria-label={text('list.filters')}>
            <FilterField
              label={text('tree.filter')}
              value={words || undefined}
              onChange={(q) => put({ q })}
            />
            <FilterToggle
              isOn={filter.onlySet}
              label={text('tree.onlySet')}
              onToggle={() => put({ set: filter.onlySet ? undefined : 'yes' })}
            />
            <FilterToggle
              isOn={filter.onlyChanged}
              label={text('tree.onlyChanged')}
              onToggle={() => put({ changed: filter.onlyChanged ? undefined : 'yes' })}
            />
          </search>
          <PermissionTree
            draft={draft}
            stored={stored}
            scope={scope}
            filter={filter}
            {...(may
              ? { onMark: (permission, mark) => edit.change(withMark(draft, scope, permission, mark)) }
              : {})}
          />
          {may && <p className="quiet tree-keys">{text('tree.keys')}</p>}
        </div>
        <div className="role-side">
          <FolderCard
            key={scope}
            draft={draft}
            stored={stored}
            scope={scope}
            {...(may ? { onChange: edit.change } : {})}
          />
          <UnknownEntries
            draft={draft}
            scope={scope}
            {...(may
              ? { onRemove: (permission) => edit.change(withMark(draft, scope, permission, 'unset')) }
              : {})}
          />
          <RoleHolders role={props.role} />
        </div>
      </div>
    </>
  );
}
