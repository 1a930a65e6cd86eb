import type { ReactNode } from 'react';

/** A way to look at the log that is on or off. */
export function LogToggle(props: {
  readonly label: string;
  readonly icon: ReactNode;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}): ReactNode {
  return (
    <button
      type="button"
      className="icon-button"
      aria-pressed={props.isOn}
      aria-label={props.label}
      title={props.label}
      onClick={() => props.onChange(!props.isOn)}
    >
      {props.icon}
    </button>
  );
}
