import {
  IconBaselineDensityMedium,
  IconBaselineDensitySmall,
  IconColumns3,
  IconDownload,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Menu } from '../elements/menu.tsx';
import { text } from '../texts/text.ts';
import type { Column } from './column.ts';
import type { Density } from './virtual-list.tsx';

/** Density, columns and export of a list. */
export function ListTools<Row>(props: {
  readonly density: Density;
  readonly onDensity: (density: Density) => void;
  readonly columns: readonly Column<Row>[];
  readonly shown: readonly string[];
  readonly onColumns: (shown: readonly string[]) => void;
  readonly onExport: () => void;
}): ReactNode {
  const isCompact = props.density === 'compact';
  const Density = isCompact ? IconBaselineDensitySmall : IconBaselineDensityMedium;
  const toggle = (id: string) =>
    props.onColumns(
      props.columns
        .map((column) => column.id)
        .filter((known) => (known === id ? !props.shown.includes(id) : props.shown.includes(known))),
    );
  return (
    <div className="list-tools">
      <button
        type="button"
        className="icon-button"
        aria-pressed={isCompact}
        aria-label={text('list.compact')}
        title={text('list.compact')}
        onClick={() => props.onDensity(isCompact ? 'normal' : 'compact')}
      >
        <Density size={17} aria-hidden />
      </button>
      <Menu
        label={text('list.columns')}
        className="icon-button"
        button={<IconColumns3 size={17} aria-hidden />}
        staysOpen
        items={props.columns.map((column) => ({
          id: column.id,
          label: (
            <>
              <span aria-hidden className="check-mark">
                {props.shown.includes(column.id) ? '✓' : ''}
              </span>
              {column.head}
            </>
          ),
          checked: props.shown.includes(column.id),
          onSelect: () => toggle(column.id),
        }))}
      />
      <button
        type="button"
        className="icon-button"
        aria-label={text('list.export')}
        title={text('list.export')}
        onClick={props.onExport}
      >
        <IconDownload size={17} aria-hidden />
      </button>
    </div>
  );
}
