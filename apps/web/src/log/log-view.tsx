import {
  IconArrowDown,
  IconArrowUp,
  IconClock,
  IconDownload,
  IconPlayerTrackNext,
  IconSearch,
  IconTextWrap,
} from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { saveFile } from '../list/save-file.ts';
import { useMe } from '../session/me.tsx';
import { text } from '../texts/text.ts';
import { clockTime } from '../texts/time-words.ts';
import { findLines, type LogLine } from './log-lines.ts';
import { LogToggle } from './log-toggle.tsx';
import '../list/filter-bar.css';
import { styleClasses } from './style-classes.ts';
import './log-view.css';

interface Props {
  readonly lines: readonly LogLine[];
  /** Whether nothing will follow. */
  readonly isComplete: boolean;
  readonly fileName: string;
  /** The line that a link points at. */
  readonly line: number | undefined;
  readonly onLine: (line: number) => void;
  readonly empty: ReactNode;
}

/** A log as it is written: follows its end, can be searched, and shows every character as text. */
export function LogView(props: Props): ReactNode {
  const { lines } = props;
  const { timeZone } = useMe();
  const scroller = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(props.line === undefined);
  const [wraps, setWraps] = useState(true);
  const [showsTime, setShowsTime] = useState(false);
  const [wanted, setWanted] = useState('');
  const [at, setAt] = useState(0);
  const found = useMemo(() => findLines(lines, wanted), [lines, wanted]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 20,
    overscan: 20,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows what is written
  useEffect(() => {
    if (follows && lines.length > 0) virtual.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [lines.length, follows]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it goes where the link points, once the line is there
  useEffect(() => {
    if (props.line !== undefined && props.line <= lines.length)
      virtual.scrollToIndex(props.line - 1, { align: 'center' });
  }, [props.line, lines.length >= (props.line ?? 0)]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it goes to the first hit when something else is looked for
  useEffect(() => {
    if (found.length > 0) goTo(0);
  }, [wanted]);

  const goTo = (index: number) => {
    if (found.length === 0) return;
    const next = (index + found.length) % found.length;
    setAt(next);
    setFollows(false);
    virtual.scrollToIndex(found[next] ?? 0, { align: 'center' });
  };
  const marked = found[Math.min(at, found.length - 1)];
  return (
    <div className="log">
      <div className="log-tools">
        <div className="log-search">
          <IconSearch size={14} aria-hidden />
          <input
            type="search"
            aria-label={text('log.search')}
            placeholder={text('log.search')}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && goTo(event.shiftKey ? at - 1 : at + 1)}
          />
          {wanted !== '' && (
            <>
              <span className="log-found" role="status">
                {found.length === 0
                  ? text('log.notFound')
                  : text('log.found', { at: Math.min(at, found.length - 1) + 1, count: found.length })}
              </span>
              <button
                type="button"
                className="icon-button"
                aria-label={text('log.previous')}
                onClick={() => goTo(at - 1)}
              >
                <IconArrowUp size={14} aria-hidden />
              </button>
              <button
                type="button"
                className="icon-button"
                aria-label={text('log.next')}
                onClick={() => goTo(at + 1)}
              >
                <IconArrowDown size={14} aria-hidden />
              </button>
            </>
          )}
        </div>
        <LogToggle
          label={text('log.follow')}
          isOn={follows}
          onChange={setFollows}
          icon={<IconPlayerTrackNext size={15} aria-hidden />}
        />
        <LogToggle
          label={text('log.wrap')}
          isOn={wraps}
          onChange={setWraps}
          icon={<IconTextWrap size={15} aria-hidden />}
        />
        <LogToggle
          label={text('log.times')}
          isOn={showsTime}
          onChange={setShowsTime}
          icon={<IconClock size={15} aria-hidden />}
        />
        <button
          type="button"
          className="icon-button"
          aria-label={text('log.download')}
          title={text('log.download')}
          onClick={() =>
            saveFile(
              props.fileName,
              lines
                .map((line) => line.text)
                .join('\n')
                .concat('\n'),
              'text/plain',
            )
          }
        >
          <IconDownload size={15} aria-hidden />
        </button>
      </div>
      <section
        ref={scroller}
        className="log-lines"
        aria-label={text('log.name')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        data-wraps={wraps || undefined}
        onWheel={(event) => event.deltaY < 0 && setFollows(false)}
        onKeyDown={(event) => ['PageUp', 'ArrowUp', 'Home'].includes(event.key) && setFollows(false)}
      >
        {lines.length === 0 && <div className="log-empty">{props.empty}</div>}
        <div className="log-all" style={{ height: `${virtual.getTotalSize()}px` }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index] as LogLine;
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className="log-line"
                data-stream={line.stream}
                data-linked={line.number === props.line || undefined}
                data-marked={item.index === marked || undefined}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <button
                  type="button"
                  className="log-number"
                  tabIndex={-1}
                  aria-label={text('log.link', { line: line.number })}
                  onClick={() => props.onLine(line.number)}
                >
                  {line.number}
                </button>
                {showsTime && <span className="log-time">{clockTime(line.atMs, timeZone)}</span>}
                <span className="log-stream" aria-hidden={line.stream === 'stdout'}>
                  {line.stream === 'stderr' ? 'err' : line.stream === 'mark' ? '•' : ''}
                </span>
                <span className="log-text">
                  {line.pieces.map((piece, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line never change their places
                    <span key={index} className={styleClasses(piece.style)}>
                      {piece.text}
                    </span>
                  ))}
                </span>
              </div>
            );
          })}
        </div>
        {!props.isComplete && <p className="log-more">{text('log.running')}</p>}
      </section>
    </div>
  );
}
