import type { ReactNode } from 'react';
import type { StateLook } from '../look/state-look.ts';
import { text } from '../texts/text.ts';
import { StateIcon } from './state-icon.tsx';
import './state-pill.css';

/** A state with its colour, icon and word. `more` says what it waits for. */
export function StatePill({
  look,
  more,
}: {
  readonly look: StateLook;
  readonly more?: string | undefined;
}): ReactNode {
  return (
    <span className="state-pill" data-hue={look.hue} title={more}>
      <StateIcon name={look.icon} />
      <span>{text(look.word)}</span>
    </span>
  );
}
