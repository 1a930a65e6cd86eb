import type { ResponseOf } from '@interlock/cockpit-api';
import { type ReactNode, useState } from 'react';
import type { Sorting } from '../address/sorting.ts';
import { Pill } from '../elements/pill.tsx';
import type { Column } from '../list/column.ts';
import { FilterToggle } from '../list/filter-bar.tsx';
import { sortRows } from '../list/sort-rows.ts';
import { VirtualList } from '../list/virtual-list.tsx';
import type { Hue, StateIconName } from '../look/state-look.ts';
import { text } from '../texts/rights-text.ts';

/** What would become of an item of the file. */
export type ImportedItem = ResponseOf<'iam.import'>['items'][number];

const looks: Readonly<Record<ImportedItem['action'], readonly [Hue, StateIconName]>> = {
  refuse: ['red', 'failed'],
  create: ['green', 'finished'],
  change: ['amber', 'progress'],
  none: ['slate', 'waiting'],
};
const actions = ['refuse', 'create', 'change', 'none'] as const;

const columns: readonly Column<ImportedItem>[] = [
  {
    id: 'action',
    head: text('transfer.columns.action'),
    width: 8,
    narrow: 'side',
    cell: ({ action }) => (
      <Pill hue={looks[action][0]} icon={looks[action][1]}>
        {text(`transfer.action.${action}`)}
      </Pill>
    ),
    compare: (a, b) => actions.indexOf(a.action) - actions.indexOf(b.action),
  },
  {
    id: 'kind',
    head: text('transfer.columns.kind'),
    width: 5,
    narrow: 'end',
    cell: ({ kind }) => text(`transfer.kind.${kind}`),
    compare: (a, b) => a.kind.localeCompare(b.kind),
  },
  {
    id: 'name',
    head: text('transfer.columns.name'),
    width: 9,
    grow: 1,
    narrow: 'title',
    cell: ({ name }) => <strong>{name}</strong>,
    compare: (a, b) => a.name.localeCompare(b.name),
  },
  {
    id: 'why',
    head: text('transfer.columns.why'),
    width: 12,
    grow: 2,
    narrow: 'line',
    cell: ({ reason, changes }) => {
      const words = reason ?? changes?.join(', ') ?? '';
      return <span title={words}>{words}</span>;
    },
  },
];

/** The items of a file with what would become of each, the refused first. */
export function ImportItems({ items }: { readonly items: readonly ImportedItem[] }): ReactNode {
  const [sorting, setSorting] = useState<Sorting>();
  const [only, setOnly] = useState<ImportedItem['action']>();
  const rows = sortRows(
    items.filter(({ action }) => only === undefined || action === only),
    columns,
    sorting ?? { column: 'action', descending: false },
  );
  return (
    <>
      <div className="filters">
        {actions.map((action) => (
          <FilterToggle
            key={action}
            isOn={only === action}
            hue={looks[action][0]}
            label={text(`transfer.action.${action}`)}
            count={items.filter((item) => item.action === action).length}
            onToggle={() => setOnly(only === action ? undefined : action)}
          />
        ))}
      </div>
      <div className="transfer-items">
        <VirtualList
          label={text('transfer.import.summary', { count: items.length })}
          rows={rows}
          rowId={({ kind, name }) => `${kind} ${name}`}
          rowName={({ name }) => name}
          columns={columns}
          sorting={sorting}
          onSort={setSorting}
          onOpen={() => {}}
          density="compact"
          isLoading={false}
          empty={<p className="quiet">{text('transfer.import.nothingNew')}</p>}
        />
      </div>
    </>
  );
}
