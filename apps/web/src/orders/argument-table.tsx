import type { ReactNode } from 'react';
import { text } from '../texts/text.ts';

/** The arguments of an order, each as it was given. */
export function ArgumentTable({ values }: { readonly values: Readonly<Record<string, unknown>> }): ReactNode {
  const names = Object.keys(values);
  if (names.length === 0) return <p className="panel-part quiet">{text('orders.noArguments')}</p>;
  return (
    <dl className="facts panel-part">
      {names.map((name) => (
        <div key={name} className="fact">
          <dt className="mono">{name}</dt>
          <dd className="mono">{shown(values[name])}</dd>
        </div>
      ))}
    </dl>
  );
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
