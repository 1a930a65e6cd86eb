import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { placeElement } from './place-beside.ts';
import './floating.css';

/** One thing in a menu. */
export interface MenuItem {
  readonly id: string;
  readonly label: ReactNode;
  readonly icon?: ReactNode;
  /** Present where the item is one of several of which some are on. */
  readonly checked?: boolean;
  readonly onSelect: () => void;
}

/** A button that opens a menu: arrows move, Enter chooses, Escape closes and gives the focus back. */
export function Menu(props: {
  readonly label: string;
  readonly button: ReactNode;
  readonly className?: string;
  readonly facts?: ReactNode;
  readonly items: readonly MenuItem[];
  /** Whether it stays open after a choice, as for columns. */
  readonly staysOpen?: boolean;
}): ReactNode {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const onToggle = () => {
    const opened = box.current?.matches(':popover-open') ?? false;
    setOpen(opened);
    if (!opened || !anchor.current || !box.current) return;
    placeElement(anchor.current, box.current, 'end');
    itemsIn(box.current)[0]?.focus();
  };
  const select = (item: MenuItem) => {
    item.onSelect();
    if (!props.staysOpen) box.current?.hidePopover();
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={props.className}
        aria-label={props.label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        popoverTarget={id}
      >
        {props.button}
      </button>
      <div ref={box} id={id} popover="auto" className="menu" onToggle={onToggle}>
        {props.facts !== undefined && <div className="menu-facts">{props.facts}</div>}
        <div role="menu" aria-label={props.label} tabIndex={-1} onKeyDown={moveFocus}>
          {props.items.map((item) => (
            <button
              key={item.id}
              type="button"
              tabIndex={-1}
              {...(item.checked === undefined
                ? { role: 'menuitem' }
                : { role: 'menuitemcheckbox', 'aria-checked': item.checked })}
              className="menu-item"
              onClick={() => select(item)}
            >
              {item.icon}
              {item.label}
            </button>
          ))}
        </div>
      </div>
    </>
  );
}

function itemsIn(box: HTMLElement): readonly HTMLElement[] {
  return [...box.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = itemsIn(event.currentTarget);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items[(to + items.length) % items.length]?.focus();
}
