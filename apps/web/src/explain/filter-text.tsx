import { type ReactNode, useEffect, useState } from 'react';

/** A text that counts when it is left or Enter is pressed, not with every letter. */
export function FilterText(props: {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}): ReactNode {
  const [typed, setTyped] = useState(props.value ?? '');
  useEffect(() => setTyped(props.value ?? ''), [props.value]);
  const commit = () => {
    const next = typed.trim() || undefined;
    if (next !== props.value) props.onChange(next);
  };
  return (
    <input
      type="text"
      className="select"
      autoComplete="off"
      spellCheck={false}
      aria-label={props.label}
      placeholder={props.placeholder}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}
