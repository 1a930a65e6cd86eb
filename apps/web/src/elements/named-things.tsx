import type { ReactNode } from 'react';
import { text } from '../texts/text.ts';

const shownMax = 6;

/** What something will happen to, by name: the first few, and how many more. */
export function NamedThings({ names }: { readonly names: readonly string[] }): ReactNode {
  return (
    <ul className="named">
      {names.slice(0, shownMax).map((name) => (
        <li key={name}>
          <code>{name}</code>
        </li>
      ))}
      {names.length > shownMax && <li>{text('orders.more', { count: names.length - shownMax })}</li>}
    </ul>
  );
}
