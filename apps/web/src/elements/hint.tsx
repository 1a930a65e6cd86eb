import { cloneElement, type ReactElement, type ReactNode, useEffect, useId, useRef } from 'react';
import { placeElement } from './place-beside.ts';
import './floating.css';

interface Described {
  readonly 'aria-describedby'?: string | undefined;
}

/**
 * Says something about the one element inside when the pointer rests on it or the focus stands there. It stays while
 * the pointer is on the hint itself, and Escape takes it away (WCAG 2.2, 1.4.13).
 */
export function Hint({
  label,
  children,
}: {
  readonly label: ReactNode | undefined;
  readonly children: ReactElement<Described>;
}): ReactNode {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  if (label === undefined) return children;
  const show = () => {
    clearTimeout(timer.current);
    const target = anchor.current?.firstElementChild;
    if (!target || !box.current || box.current.matches(':popover-open')) return;
    box.current.showPopover();
    placeElement(target, box.current);
  };
  const hide = (delayMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (box.current?.matches(':popover-open')) box.current.hidePopover();
    }, delayMs);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for what its child is hovered and focused by
    <span
      ref={anchor}
      className="hint-anchor"
      onMouseEnter={show}
      onMouseLeave={() => hide(150)}
      onFocus={show}
      onBlur={() => hide(0)}
      onKeyDown={(event) => event.key === 'Escape' && hide(0)}
    >
      {cloneElement(children, { 'aria-describedby': id })}
      <div ref={box} id={id} role="tooltip" popover="manual" className="hint">
        {label}
      </div>
    </span>
  );
}
