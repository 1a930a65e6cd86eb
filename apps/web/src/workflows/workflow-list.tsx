import type { WorkflowAnswer } from '@interlock/cockpit-api';
import { IconBinaryTree2, IconChevronDown, IconChevronRight, IconFolder } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { Empty } from '../elements/empty.tsx';
import { remPixels } from '../elements/rem.ts';
import { FilterField } from '../list/filter-bar.tsx';
import { pathParts } from '../orders/order-words.ts';
import { text } from '../texts/text.ts';
import type { GroupCounts } from './order-counts.ts';
import { OrderTokens } from './order-tokens.tsx';
import { type TreeLine, workflowTree } from './workflow-tree.ts';

interface Props {
  readonly workflows: readonly WorkflowAnswer[];
  readonly total: number | undefined;
  readonly counts: ReadonlyMap<string, GroupCounts>;
  readonly words: string | undefined;
  readonly onWords: (words: string | undefined) => void;
  readonly open: string | undefined;
  readonly onOpen: (path: string) => void;
  readonly isLoading: boolean;
  readonly refusal: ReactNode;
}

/** The workflows by folder, each with the orders in it. */
export function WorkflowList(props: Props): ReactNode {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => workflowTree(props.workflows, closed), [props.workflows, closed]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => remPixels(lines[index]?.kind === 'folder' ? 2 : 3),
    overscan: 10,
    getItemKey: (index) => `${lines[index]?.kind} ${lines[index]?.path}`,
  });
  const toggle = (folder: string) => {
    const next = new Set(closed);
    if (!next.delete(folder)) next.add(folder);
    setClosed(next);
  };
  return (
    <section className="workflow-list" aria-labelledby="workflows-title">
      <header className="workflow-list-head">
        <h1 id="workflows-title">
          {text('pages.workflows')}{' '}
          {props.total !== undefined && <span className="count">{props.total}</span>}
        </h1>
        <search>
          <FilterField label={text('workflows.filter')} value={props.words} onChange={props.onWords} />
        </search>
      </header>
      {props.refusal}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it has the keys of the lines in it */}
      <div ref={scroller} className="workflow-lines" onKeyDown={moveFocus}>
        {props.isLoading && <LoadingLines />}
        {!props.isLoading && !props.refusal && lines.length === 0 && (
          <NoWorkflows isNarrowed={props.words !== undefined} />
        )}
        <ul style={{ height: `${virtual.getTotalSize()}px` }}>
          {virtual.getVirtualItems().map((item) => (
            <li key={item.key} style={{ transform: `translateY(${item.start}px)`, height: `${item.size}px` }}>
              <Line line={lines[item.index] as TreeLine} list={props} onToggle={toggle} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Line(props: {
  readonly line: TreeLine;
  readonly list: Props;
  readonly onToggle: (folder: string) => void;
}): ReactNode {
  const { line, list } = props;
  if (line.kind === 'folder') {
    const Chevron = line.isClosed ? IconChevronRight : IconChevronDown;
    return (
      <button
        type="button"
        className="folder-line"
        aria-expanded={!line.isClosed}
        onClick={() => props.onToggle(line.path)}
      >
        <Chevron size={14} aria-hidden />
        <IconFolder size={15} aria-hidden />
        <span className="mono folder-name">{line.path}</span>
        <span className="faint">{line.count}</span>
      </button>
    );
  }
  return (
    <div className="workflow-line" data-open={line.path === list.open || undefined}>
      <button
        type="button"
        className="workflow-open"
        aria-current={line.path === list.open || undefined}
        onClick={() => list.onOpen(line.path)}
      >
        <span className="mono workflow-name">{pathParts(line.path).name}</span>
        {line.title !== undefined && <span className="workflow-title">{line.title}</span>}
      </button>
      <OrderTokens counts={list.counts.get(line.path)} workflow={line.path} max={3} />
    </div>
  );
}

function LoadingLines(): ReactNode {
  return (
    <div className="panel-part" aria-hidden>
      {[60, 80, 70, 50].map((width) => (
        <p key={width}>
          <span className="skeleton" style={{ width: `${width}%` }} />
        </p>
      ))}
    </div>
  );
}

function NoWorkflows({ isNarrowed }: { readonly isNarrowed: boolean }): ReactNode {
  return (
    <Empty
      icon={<IconBinaryTree2 aria-hidden />}
      title={text(isNarrowed ? 'workflows.noneHere.title' : 'workflows.none.title')}
    >
      {text(isNarrowed ? 'workflows.noneHere.words' : 'workflows.none.words')}
    </Empty>
  );
}

/** j/k and the arrows go from line to line. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('.folder-line, .workflow-open')].sort(
    (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
  );
  const at = lines.indexOf(document.activeElement as HTMLElement);
  lines[at + step]?.focus();
  event.preventDefault();
}
