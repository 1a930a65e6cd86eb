import { type ReactNode, useId } from 'react';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { text } from '../texts/text.ts';
import type { Column } from './column.ts';
import type { ListAddress } from './list-address.ts';
import { ListTools } from './list-tools.tsx';
import type { Selection } from './selection.ts';
import { VirtualList } from './virtual-list.tsx';
import '../orders/orders.css';

interface Props<Row> {
  readonly title: string;
  /** How many there are, in words or digits. */
  readonly count?: string | number | undefined;
  readonly address: ListAddress;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly rowName: (row: Row) => string;
  readonly openId?: string | undefined;
  readonly onOpen: (row: Row) => void;
  readonly selection?: Selection;
  /** What stands beside the list while a row is open. */
  readonly panel?: ReactNode;
  /** Buttons at the head. */
  readonly actions?: ReactNode;
  readonly onExport: () => void;
  readonly filters?: ReactNode;
  /** What stands between filters and list, such as the bar of bulk actions. */
  readonly notes?: ReactNode;
  readonly isLoading: boolean;
  readonly refusal?: { readonly error: unknown; readonly what: string; readonly onRetry: () => void };
  readonly empty: ReactNode;
  /** Told when the end of the rows comes near, where there are more to be read. */
  readonly onEndNear?: (() => void) | undefined;
}

/** A page that is one list, with what is open beside it. */
export function ListPage<Row>(props: Props<Row>): ReactNode {
  const titleId = useId();
  const { address, columns } = props;
  const isOpen = props.panel !== undefined && props.panel !== false;
  const hasFailed = props.refusal !== undefined && props.refusal.error !== null;
  return (
    <div className="with-panel" data-open={isOpen || undefined}>
      <section className="page" aria-labelledby={titleId}>
        <header className="page-head">
          <h1 id={titleId}>
            {props.title} {props.count !== undefined && <span className="count">{props.count}</span>}
          </h1>
          <div className="page-tools">
            <ListTools
              density={address.density}
              onDensity={address.onDensity}
              columns={columns}
              shown={address.shown}
              onColumns={address.onColumns}
              onExport={props.onExport}
            />
            {props.actions}
          </div>
        </header>
        {props.filters !== undefined && (
          <search className="filters" aria-label={text('list.filters')}>
            {props.filters}
          </search>
        )}
        {props.notes}
        {hasFailed && props.refusal !== undefined && <RefusalNote {...props.refusal} />}
        <VirtualList
          label={props.title}
          rows={props.rows}
          rowId={props.rowId}
          rowName={props.rowName}
          columns={columns.filter(
            (column) => address.shown.includes(column.id) && !(isOpen && column.narrow === undefined),
          )}
          sorting={address.sorting}
          onSort={address.onSort}
          openId={props.openId}
          onOpen={props.onOpen}
          {...(props.selection === undefined ? {} : { selection: props.selection })}
          density={address.density}
          isLoading={props.isLoading && !hasFailed}
          empty={!hasFailed && props.empty}
          onEndNear={props.onEndNear}
        />
      </section>
      {props.panel}
    </div>
  );
}
