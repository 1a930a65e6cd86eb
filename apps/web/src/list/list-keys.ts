import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { isTyping } from '../frame/keys.ts';

/** What the keys of a list do. */
interface ListKeys {
  readonly count: number;
  readonly scroller: RefObject<HTMLElement | null>;
  /** Brings a row into sight. */
  readonly show: (index: number) => void;
  readonly open: (index: number) => void;
  readonly choose: (index: number) => void;
  readonly clear: () => void;
  /** The row that is open, below zero where none is. */
  readonly openAt: number;
}

/** Which row a key leads to; nothing where it is no key of movement. */
export function rowAfterKey(key: string, at: number, count: number): number | undefined {
  const page = 12;
  const to = {
    ArrowDown: at + 1,
    j: at + 1,
    ArrowUp: at - 1,
    k: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined || count === 0 ? undefined : Math.max(0, Math.min(count - 1, to));
}

/** The keys of a list: one row can be reached by Tab, the others from it. */
export function useListKeys(list: ListKeys) {
  const [at, setAt] = useState(0);
  const current = useRef(list);
  current.current = list;
  const place = useRef(at);
  place.current = Math.min(at, Math.max(0, list.count - 1));

  useEffect(() => {
    if (list.openAt >= 0) setAt(list.openAt);
  }, [list.openAt]);

  const go = (index: number) => {
    setAt(index);
    current.current.show(index);
    focusRow(current.current.scroller, index, 5);
  };
  const act = (key: string): boolean => {
    const { count, open, choose, clear } = current.current;
    const isOutside = !current.current.scroller.current?.contains(document.activeElement);
    const to =
      isOutside && (key === 'j' || key === 'k') ? place.current : rowAfterKey(key, place.current, count);
    if (to !== undefined && count > 0) go(to);
    else if (key === 'Enter') open(place.current);
    else if (key === 'x') choose(place.current);
    else if (key === 'Escape') clear();
    else return false;
    return true;
  };

  // j and k start to move from anywhere on the page where nothing else wants them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it uses is read from references
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event) || !['j', 'k'].includes(event.key)) return;
      if (act(event.key)) event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isTyping(event.nativeEvent)) return;
    const isOnRow = event.target instanceof Element && event.target.getAttribute('role') === 'row';
    if (!isOnRow && (event.key === 'Enter' || event.key === ' ')) return;
    if (act(event.key)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return { at: place.current, setAt, onKeyDown };
}

/** The row may be drawn only after the next frames. */
function focusRow(scroller: RefObject<HTMLElement | null>, index: number, tries: number): void {
  requestAnimationFrame(() => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (row) row.focus({ preventScroll: true });
    else if (tries > 0) focusRow(scroller, index, tries - 1);
  });
}
