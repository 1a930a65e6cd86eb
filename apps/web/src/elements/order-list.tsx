import { IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { text } from '../texts/rights-text.ts';
import { moved } from './moved.ts';
import './order-list.css';

/** Things in an order that can be changed: by dragging the handle, or with the arrow keys on it. */
export function OrderList(props: {
  readonly label: string;
  readonly ids: readonly string[];
  /** What a thing is called, for those who do not see it. */
  readonly nameOf: (id: string) => string;
  readonly children: (id: string, place: number) => ReactNode;
  /** Absent: the order stays as it is. */
  readonly onChange?: ((ids: readonly string[]) => void) | undefined;
}): ReactNode {
  const { ids, onChange } = props;
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<string>();
  const [said, setSaid] = useState('');
  const move = (id: string, to: number) => {
    const next = moved(ids, id, to);
    if (next === ids) return;
    onChange?.(next);
    setSaid(text('orderList.at', { name: props.nameOf(id), place: next.indexOf(id) + 1, count: ids.length }));
  };
  const onKey = (event: KeyboardEvent, id: string) => {
    const at = ids.indexOf(id);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: ids.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(id, to);
  };
  const onDrag = (id: string, y: number) => {
    const middles = [...(list.current?.children ?? [])].map((row) => {
      const { top, height } = row.getBoundingClientRect();
      return top + height / 2;
    });
    move(id, middles.toSpliced(ids.indexOf(id), 1).filter((middle) => middle < y).length);
  };
  const dragTo = useRef(onDrag);
  dragTo.current = onDrag;
  // The whole window is listened to: a row that changes its place in the page would let go of the pointer.
  useEffect(() => {
    if (dragged === undefined) return;
    const onMove = (event: PointerEvent) => dragTo.current(dragged, event.clientY);
    const onEnd = () => setDragged(undefined);
    addEventListener('pointermove', onMove);
    addEventListener('pointerup', onEnd);
    addEventListener('pointercancel', onEnd);
    return () => {
      removeEventListener('pointermove', onMove);
      removeEventListener('pointerup', onEnd);
      removeEventListener('pointercancel', onEnd);
    };
  }, [dragged]);
  return (
    <>
      <ol ref={list} className="order-list" aria-label={props.label}>
        {ids.map((id, place) => (
          <li key={id} data-dragged={id === dragged || undefined}>
            {onChange !== undefined && (
              <button
                type="button"
                className="order-handle"
                aria-label={text('orderList.move', { name: props.nameOf(id), place: place + 1 })}
                title={text('orderList.keys')}
                onKeyDown={(event) => onKey(event, id)}
                onPointerDown={() => setDragged(id)}
              >
                <IconGripVertical size={16} aria-hidden />
              </button>
            )}
            {props.children(id, place)}
          </li>
        ))}
      </ol>
      <p className="unseen" aria-live="assertive">
        {said}
      </p>
    </>
  );
}
