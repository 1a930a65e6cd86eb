// biome-ignore-all lint/a11y/useSemanticElements: rows that unfold and hold controls are the treegrid pattern of WAI-ARIA
// biome-ignore-all lint/a11y/useFocusableInteractive: in the treegrid pattern the rows take the focus, one of them by Tab
import { IconCheck, IconChevronRight, IconMinus, IconX } from '@tabler/icons-react';
import type { CSSProperties, ReactNode } from 'react';
import { text } from '../texts/rights-text.ts';
import { nodeWords, permissionTitle } from './node-words.ts';
import { defaultScope, type Mark, type Scope } from './role-draft.ts';
import type { TreeRow } from './tree-rows.ts';

const marks: readonly (readonly [Mark, typeof IconCheck])[] = [
  ['granted', IconCheck],
  ['denied', IconX],
  ['unset', IconMinus],
];

/** A row of the permission tree: the name, what it comes to, and what is set here. */
export function TreeLine(props: {
  readonly row: TreeRow;
  readonly scope: Scope;
  readonly isCurrent: boolean;
  readonly onFocus: () => void;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onMark: ((mark: Mark) => void) | undefined;
}): ReactNode {
  const { row, onMark } = props;
  const { node, isOpen } = row;
  return (
    <div
      role="row"
      className="tree-row"
      data-permission={node.permission}
      data-is={row.effect?.is ?? (row.counts.granted > 0 ? 'granted' : 'nothing')}
      data-changed={row.isChanged || undefined}
      aria-level={row.level}
      aria-expanded={isOpen}
      tabIndex={props.isCurrent ? 0 : -1}
      style={{ '--level': row.level - 1 } as CSSProperties}
      onFocus={props.onFocus}
    >
      <div role="gridcell" className="tree-name">
        {isOpen === undefined ? (
          <span className="tree-turn" />
        ) : (
          <button
            type="button"
            tabIndex={-1}
            aria-hidden
            className="tree-turn"
            onClick={() => props.onOpen(!isOpen)}
          >
            <IconChevronRight size={14} aria-hidden />
          </button>
        )}
        <span className="tree-words" title={node.permission}>
          <span className={isOpen === undefined ? undefined : 'tree-node'}>{nodeWords(node)}</span>
          <span className="mono tree-permission">{row.name}</span>
        </span>
      </div>
      <div role="gridcell" className="tree-effect">
        <Effect row={row} scope={props.scope} />
        {row.isChanged && <span className="tree-changed">{text('tree.changed')}</span>}
      </div>
      <div role="gridcell" className="tree-marks">
        {onMark === undefined ? (
          <span>{text(`tree.marks.${row.mark}`)}</span>
        ) : (
          marks.map(([mark, Icon]) => (
            <button
              key={mark}
              type="button"
              tabIndex={-1}
              data-mark={mark}
              aria-pressed={row.mark === mark}
              aria-label={text(`tree.marks.${mark}`)}
              title={text(`tree.marks.${mark}`)}
              onClick={() => onMark(mark)}
            >
              <Icon size={15} aria-hidden />
            </button>
          ))
        )}
      </div>
    </div>
  );
}

/** What it comes to, and by which entry where that is not its own. */
function Effect({ row, scope }: { readonly row: TreeRow; readonly scope: Scope }): ReactNode {
  const { effect, counts } = row;
  if (effect === undefined) {
    if (counts.granted === 0 && counts.denied === 0)
      return <span className="faint">{text('tree.is.nothing')}</span>;
    const key = counts.denied > 0 ? 'tree.is.someDenied' : 'tree.is.some';
    return <span>{text(key, { granted: counts.granted, denied: counts.denied, count: counts.all })}</span>;
  }
  const { is, by } = effect;
  const isInherited = by !== undefined && by.permission !== row.node.permission;
  const isGeneral = by !== undefined && (by.controllerId ?? defaultScope) !== scope;
  return (
    <span>
      <span className={is === 'nothing' ? 'faint' : 'tree-is'}>{text(`tree.is.${is}`)}</span>
      {isInherited && (
        <span className="tree-by"> {text('tree.from', { name: permissionTitle(by.permission) })}</span>
      )}
      {!isInherited && isGeneral && <span className="tree-by"> {text('tree.fromAll')}</span>}
    </span>
  );
}
