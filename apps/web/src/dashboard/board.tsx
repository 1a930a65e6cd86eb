import type { ReactNode } from 'react';
import { useId } from 'react';
import { RefusalNote } from '../elements/refusal-note.tsx';

/** A part of the dashboard: its title, the way to all of it, and what it holds. */
export function Board(props: {
  readonly title: string;
  readonly count?: number | undefined;
  readonly end?: ReactNode;
  readonly error?: Error | null;
  readonly unread: string;
  readonly isLoading: boolean;
  readonly children: ReactNode;
  readonly area: string;
}): ReactNode {
  const id = useId();
  return (
    <section className="card board" data-area={props.area} aria-labelledby={id}>
      <header className="card-head">
        <h2 id={id}>
          {props.title} {props.count !== undefined && <span className="count">{props.count}</span>}
        </h2>
        {props.end !== undefined && <span className="end">{props.end}</span>}
      </header>
      {props.error ? (
        <div className="panel-part">
          <RefusalNote error={props.error} what={props.unread} />
        </div>
      ) : props.isLoading ? (
        <div className="panel-part" aria-hidden>
          <span className="skeleton" />
        </div>
      ) : (
        props.children
      )}
    </section>
  );
}
