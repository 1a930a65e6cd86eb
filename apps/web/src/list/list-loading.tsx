import type { ReactNode } from 'react';

/** Rows to come, where nothing could be there at once. */
export function ListLoading({ columns }: { readonly columns: number }): ReactNode {
  return (
    <div className="list-loading" aria-hidden>
      {Array.from({ length: 8 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place holders are all alike
        <div key={row} className="list-row">
          {Array.from({ length: columns }, (_, cell) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place holders are all alike
            <div key={cell} className="list-cell">
              <span className="skeleton" style={{ width: `${40 + ((row * 7 + cell * 13) % 5) * 10}%` }} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
