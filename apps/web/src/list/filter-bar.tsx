import { IconSearch, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { isTyping } from '../frame/keys.ts';
import { text } from '../texts/text.ts';
import './filter-bar.css';

/** A field that narrows a list as one types; `/` leads to it. */
export function FilterField(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}): ReactNode {
  const [typed, setTyped] = useState(props.value ?? '');
  const field = useRef<HTMLInputElement>(null);
  const change = useRef(props.onChange);
  change.current = props.onChange;
  useEffect(() => setTyped(props.value ?? ''), [props.value]);
  useEffect(() => {
    if (typed === (props.value ?? '')) return;
    const timer = setTimeout(() => change.current(typed === '' ? undefined : typed), 200);
    return () => clearTimeout(timer);
  }, [typed, props.value]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || isTyping(event)) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="filter-field">
      <IconSearch size={15} aria-hidden />
      <input
        ref={field}
        type="search"
        aria-label={props.label}
        placeholder={props.label}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}

/** One filter that is on, with a way to take it off. */
export function FilterChip(props: {
  readonly name: string;
  readonly value: string;
  readonly onRemove: () => void;
}): ReactNode {
  return (
    <span className="chip">
      <span className="faint">{props.name}</span>
      <span className="chip-value">{props.value}</span>
      <button
        type="button"
        aria-label={text('list.removeFilter', { name: props.name, value: props.value })}
        onClick={props.onRemove}
      >
        <IconX size={13} aria-hidden />
      </button>
    </span>
  );
}

/** A filter that is on or off, with how many it would show. */
export function FilterToggle(props: {
  readonly isOn: boolean;
  readonly onToggle: () => void;
  readonly hue?: string;
  readonly icon?: ReactNode;
  readonly label: string;
  readonly count?: number | undefined;
}): ReactNode {
  return (
    <button
      type="button"
      className="toggle"
      aria-pressed={props.isOn}
      data-hue={props.hue}
      data-none={props.count === 0 || undefined}
      onClick={props.onToggle}
    >
      {props.icon}
      {props.label}
      {props.count !== undefined && <span className="toggle-count">{props.count}</span>}
    </button>
  );
}
