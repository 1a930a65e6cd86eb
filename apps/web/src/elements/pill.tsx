import type { ReactNode } from 'react';
import type { Hue, StateIconName } from '../look/state-look.ts';
import { StateIcon } from './state-icon.tsx';
import './state-pill.css';

/** A word with a colour and an icon. */
export function Pill(props: {
  readonly hue: Hue;
  readonly icon: StateIconName;
  readonly title?: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <span className="state-pill" data-hue={props.hue} title={props.title}>
      <StateIcon name={props.icon} />
      <span>{props.children}</span>
    </span>
  );
}
