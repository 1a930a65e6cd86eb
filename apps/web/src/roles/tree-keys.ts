import type { Mark } from './role-draft.ts';
import type { TreeRow } from './tree-rows.ts';

/** What a key does in the tree. */
export type TreeMove =
  | { readonly kind: 'go'; readonly to: number }
  | { readonly kind: 'open'; readonly isOpen: boolean }
  | { readonly kind: 'mark'; readonly mark: Mark };

const nextMark: Readonly<Record<Mark, Mark>> = { unset: 'granted', granted: 'denied', denied: 'unset' };

/** The keys of a treegrid, and those that set a mark; nothing for a key that does nothing here. */
export function treeMove(
  key: string,
  rows: readonly Pick<TreeRow, 'level' | 'isOpen' | 'mark'>[],
  at: number,
): TreeMove | undefined {
  const row = rows[at];
  if (row === undefined) return undefined;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return { kind: 'go', to: Math.min(at + 1, rows.length - 1) };
    case 'ArrowUp':
    case 'k':
      return { kind: 'go', to: Math.max(at - 1, 0) };
    case 'Home':
      return { kind: 'go', to: 0 };
    case 'End':
      return { kind: 'go', to: rows.length - 1 };
    case 'ArrowRight':
      if (row.isOpen === undefined) return undefined;
      return row.isOpen ? { kind: 'go', to: at + 1 } : { kind: 'open', isOpen: true };
    case 'ArrowLeft':
      return row.isOpen === true ? { kind: 'open', isOpen: false } : { kind: 'go', to: above(rows, at) };
    case ' ':
    case 'Enter':
      return { kind: 'mark', mark: nextMark[row.mark] };
    case 'g':
      return { kind: 'mark', mark: 'granted' };
    case 'd':
      return { kind: 'mark', mark: 'denied' };
    case 'Backspace':
    case 'Delete':
      return { kind: 'mark', mark: 'unset' };
    default:
      return undefined;
  }
}

function above(rows: readonly Pick<TreeRow, 'level'>[], at: number): number {
  const level = rows[at]?.level ?? 1;
  for (let to = at - 1; to >= 0; to--) if ((rows[to]?.level ?? 0) < level) return to;
  return at;
}
