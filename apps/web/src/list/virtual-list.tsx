// biome-ignore-all lint/a11y/useSemanticElements: a table can not draw only the rows in sight; this is the grid pattern of WAI-ARIA
// biome-ignore-all lint/a11y/useFocusableInteractive: in the grid pattern the rows take the focus, one of them by Tab
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import type { Sorting } from '../address/sorting.ts';
import { remPixels } from '../elements/rem.ts';
import { text } from '../texts/text.ts';
import { type Column, tracksOf } from './column.ts';
import { useFreshRows } from './fresh-rows.ts';
import { ListHead } from './list-head.tsx';
import { useListKeys } from './list-keys.ts';
import { ListLoading } from './list-loading.tsx';
import { useNarrow } from './narrow.ts';
import { type Selection, withToggled } from './selection.ts';
import './virtual-list.css';

/** How close the rows stand. */
export type Density = 'normal' | 'compact';

interface Props<Row> {
  /** What the list holds, for those who do not see it. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** What a row is called, for the name of its check box. */
  readonly rowName: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting | undefined) => void;
  readonly openId?: string | undefined;
  readonly onOpen: (row: Row) => void;
  readonly selection?: Selection;
  readonly density: Density;
  readonly isLoading: boolean;
  /** What stands there when there is nothing. */
  readonly empty: ReactNode;
  /** Told when the last rows come into sight, where more can be read. */
  readonly onEndNear?: (() => void) | undefined;
}

/** The heights of rows, in rem. */
const heights = { normal: 2.625, compact: 2, narrow: 4.5 };

/** A list of any length: only the rows in sight are drawn. Arrows and j/k move, Enter opens, x chooses. */
export function VirtualList<Row>(props: Props<Row>): ReactNode {
  const isNarrow = useNarrow();
  const scroller = useRef<HTMLDivElement>(null);
  const height = remPixels(isNarrow ? heights.narrow : heights[props.density]);
  const virtual = useVirtualizer({
    count: props.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    getItemKey: (index) => props.rowId(props.rows[index] as Row),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new height makes all measures void
  useEffect(() => virtual.measure(), [height]);
  const keys = useListKeys({
    count: props.rows.length,
    scroller,
    show: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    open: (index) => withRow(index, props.onOpen),
    choose: (index) => withRow(index, toggle),
    clear: () => props.selection?.onChange(new Set()),
    openAt: props.rows.findIndex((row) => props.rowId(row) === props.openId),
  });
  const items = virtual.getVirtualItems();
  const lastDrawn = items.at(-1)?.index ?? -1;
  const { onEndNear } = props;
  const isEndNear = onEndNear !== undefined && lastDrawn >= props.rows.length - 1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each end that comes into sight
  useEffect(() => {
    if (isEndNear) onEndNear?.();
  }, [isEndNear, props.rows.length]);
  const fresh = useFreshRows(props.rows, props.rowId, props.isLoading);

  function withRow(index: number, act: (row: Row) => void): void {
    const row = props.rows[index];
    if (row !== undefined) act(row);
  }
  function toggle(row: Row): void {
    props.selection?.onChange(withToggled(props.selection.ids, props.rowId(row)));
  }

  const { tracks, widthMin } = tracksOf(props.columns, props.selection !== undefined);
  return (
    <div
      ref={scroller}
      className="list"
      role="grid"
      aria-label={props.label}
      aria-rowcount={props.rows.length + 1}
      aria-colcount={props.columns.length + (props.selection === undefined ? 0 : 1)}
      aria-multiselectable={props.selection !== undefined}
      aria-busy={props.isLoading}
      // Without rows nothing in it takes the focus, and it may still have to be scrolled sideways.
      tabIndex={props.rows.length === 0 ? 0 : undefined}
      data-density={props.density}
      data-narrow={isNarrow || undefined}
      style={{ '--tracks': tracks, '--width': `${widthMin}rem`, '--row': `${height}px` } as CSSProperties}
      onKeyDown={keys.onKeyDown}
    >
      <ListHead {...props} />
      {props.isLoading && props.rows.length === 0 && <ListLoading columns={props.columns.length} />}
      {!props.isLoading && props.rows.length === 0 && (
        <div role="row" className="list-empty">
          <div role="gridcell">{props.empty}</div>
        </div>
      )}
      <div className="list-rows" role="rowgroup" style={{ height: `${virtual.getTotalSize()}px` }}>
        {items.map((item) => {
          const row = props.rows[item.index] as Row;
          const id = props.rowId(row);
          const isChosen = props.selection?.ids.has(id) ?? false;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys of its rows
            <div
              key={item.key}
              data-index={item.index}
              role="row"
              className="list-row"
              aria-rowindex={item.index + 2}
              aria-selected={props.selection === undefined ? undefined : isChosen}
              aria-current={id === props.openId || undefined}
              data-fresh={fresh.has(id) || undefined}
              tabIndex={item.index === keys.at ? 0 : -1}
              style={{ transform: `translateY(${item.start}px)` }}
              onFocus={() => keys.setAt(item.index)}
              onClick={(event) => {
                if (
                  event.target instanceof Element &&
                  event.target.closest('a, button, input, label') === null
                )
                  props.onOpen(row);
              }}
            >
              {props.selection !== undefined && (
                <div role="gridcell" className="list-check">
                  <input
                    type="checkbox"
                    tabIndex={-1}
                    checked={isChosen}
                    aria-label={text('list.choose', { name: props.rowName(row) })}
                    onChange={() => toggle(row)}
                  />
                </div>
              )}
              {props.columns.map((column) => (
                <div
                  key={column.id}
                  role="gridcell"
                  className="list-cell"
                  data-place={column.narrow ?? 'none'}
                >
                  {column.cell(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
