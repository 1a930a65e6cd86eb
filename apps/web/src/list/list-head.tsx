// biome-ignore-all lint/a11y/useSemanticElements: a table can not draw only the rows in sight; this is the grid pattern of WAI-ARIA
// biome-ignore-all lint/a11y/useFocusableInteractive: in the grid pattern the rows take the focus, one of them by Tab
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { nextSorting, type Sorting } from '../address/sorting.ts';
import { text } from '../texts/text.ts';
import type { Column } from './column.ts';
import type { Selection } from './selection.ts';

interface Props<Row> {
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting | undefined) => void;
  readonly selection?: Selection;
}

/** The heads of the columns: a press sorts, the box chooses all. */
export function ListHead<Row>(props: Props<Row>): ReactNode {
  const { selection, rows } = props;
  const isAll =
    selection !== undefined && rows.length > 0 && rows.every((row) => selection.ids.has(props.rowId(row)));
  const isSome = selection !== undefined && selection.ids.size > 0 && !isAll;
  return (
    <div role="rowgroup" className="list-head-group">
      <div role="row" className="list-head" aria-rowindex={1}>
        {selection !== undefined && (
          <div role="columnheader" className="list-check">
            <input
              ref={(box) => {
                if (box !== null) box.indeterminate = isSome;
              }}
              type="checkbox"
              checked={isAll}
              aria-label={text('list.chooseAll')}
              onChange={() => selection.onChange(isAll ? new Set() : new Set(rows.map(props.rowId)))}
            />
          </div>
        )}
        {props.columns.map((column) => (
          <HeadCell key={column.id} column={column} sorting={props.sorting} onSort={props.onSort} />
        ))}
      </div>
    </div>
  );
}

function HeadCell<Row>(props: {
  readonly column: Column<Row>;
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting | undefined) => void;
}): ReactNode {
  const { column, sorting } = props;
  const sorted =
    sorting?.column === column.id ? (sorting.descending ? 'descending' : 'ascending') : undefined;
  return (
    <div role="columnheader" className="list-cell" aria-sort={sorted}>
      {column.compare === undefined ? (
        column.head
      ) : (
        <button
          type="button"
          className="list-sort"
          onClick={() => props.onSort(nextSorting(sorting, column.id))}
        >
          {column.head}
          {sorted === 'descending' && <IconArrowDown size={13} aria-hidden />}
          {sorted === 'ascending' && <IconArrowUp size={13} aria-hidden />}
        </button>
      )}
    </div>
  );
}
