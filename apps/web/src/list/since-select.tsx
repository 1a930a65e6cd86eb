import type { ReactNode } from 'react';
import { text } from '../texts/text.ts';

/** How far back a list can be narrowed to, as the API's filters say it: in hours, since days would begin at midnight. */
export const sinceWords = ['-1h', '-24h', '-168h', '-720h'] as const;

/** A span before now. */
export type Since = (typeof sinceWords)[number];

/** Chooses how far back the list goes. */
export function SinceSelect(props: {
  readonly value: Since | undefined;
  readonly onChange: (value: Since | undefined) => void;
}): ReactNode {
  return (
    <select
      className="select"
      aria-label={text('since.label')}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(sinceWords.find((word) => word === event.currentTarget.value))}
    >
      <option value="">{text('since.all')}</option>
      {sinceWords.map((word) => (
        <option key={word} value={word}>
          {text(`since.${word}`)}
        </option>
      ))}
    </select>
  );
}
