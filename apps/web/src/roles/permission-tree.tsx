// biome-ignore-all lint/a11y/useSemanticElements: rows that unfold and hold controls are the treegrid pattern of WAI-ARIA
// biome-ignore-all lint/a11y/useFocusableInteractive: in the treegrid pattern the rows take the focus, one of them by Tab
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { text } from '../texts/rights-text.ts';
import { nodeWords } from './node-words.ts';
import type { Mark, RoleDraft, Scope } from './role-draft.ts';
import { treeMove } from './tree-keys.ts';
import { TreeLine } from './tree-line.tsx';
import { type TreeFilter, treeRows } from './tree-rows.ts';
import './permission-tree.css';

/** The permissions of a role in one scope, as a tree in which each node is granted, denied or not set. */
export function PermissionTree(props: {
  readonly draft: RoleDraft;
  readonly stored: RoleDraft;
  readonly scope: Scope;
  readonly filter: TreeFilter;
  /** Absent: the tree is only read. */
  readonly onMark?: (permission: string, mark: Mark) => void;
}): ReactNode {
  const { draft, stored, scope, filter, onMark } = props;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<string>();
  const [said, setSaid] = useState('');
  const grid = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => treeRows(draft, stored, scope, filter, closed),
    [draft, stored, scope, filter, closed],
  );
  const index = Math.max(
    0,
    rows.findIndex(({ node }) => node.permission === at),
  );
  const goTo = (to: number) => {
    const name = rows[to]?.node.permission;
    if (name === undefined) return;
    setAt(name);
    grid.current?.querySelector<HTMLElement>(`[data-permission="${name}"]`)?.focus();
  };
  const mark = (permission: string, to: Mark) => {
    onMark?.(permission, to);
    const row = rows.find(({ node }) => node.permission === permission);
    if (row !== undefined)
      setSaid(text('tree.said', { name: nodeWords(row.node), mark: text(`tree.marks.${to}`) }));
  };
  const open = (permission: string, isOpen: boolean) =>
    setClosed((before) => {
      const next = new Set(before);
      if (isOpen) next.delete(permission);
      else next.add(permission);
      return next;
    });
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = treeMove(event.key, rows, index);
    if (move === undefined) return;
    const row = rows[index];
    event.preventDefault();
    if (move.kind === 'go') goTo(move.to);
    else if (row === undefined) return;
    else if (move.kind === 'open') open(row.node.permission, move.isOpen);
    else if (onMark !== undefined) mark(row.node.permission, move.mark);
  };
  return (
    <>
      <div
        ref={grid}
        role="treegrid"
        className="tree"
        aria-label={text('tree.name')}
        aria-readonly={onMark === undefined}
        onKeyDown={onKeyDown}
      >
        <div role="row" className="tree-head">
          <span role="columnheader">{text('tree.columns.permission')}</span>
          <span role="columnheader">{text('tree.columns.result')}</span>
          <span role="columnheader">{text('tree.columns.mark')}</span>
        </div>
        {rows.map((row, place) => (
          <TreeLine
            key={row.node.permission}
            row={row}
            scope={scope}
            isCurrent={place === index}
            onFocus={() => setAt(row.node.permission)}
            onOpen={(isOpen) => open(row.node.permission, isOpen)}
            onMark={onMark === undefined ? undefined : (to) => mark(row.node.permission, to)}
          />
        ))}
      </div>
      {rows.length === 0 && <p className="quiet tree-none">{text('tree.noneHere')}</p>}
      <p className="unseen" aria-live="polite">
        {said}
      </p>
    </>
  );
}
