import { type ReactNode, useId } from 'react';

/** A labelled choice of an Identity Service. */
export function ServiceField(props: {
  readonly label: string;
  readonly services: readonly string[];
  readonly value: string | undefined;
  readonly onChange: (name: string) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className="transfer-field">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className="select"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.services.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
