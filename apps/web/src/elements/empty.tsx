import type { ReactNode } from 'react';
import './notes.css';

/** An empty place that says what it is for and offers the next step. */
export function Empty(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}): ReactNode {
  return (
    <div className="empty">
      <span className="empty-mark">{props.icon}</span>
      <h2>{props.title}</h2>
      <p>{props.children}</p>
      {props.actions !== undefined && <div className="empty-actions">{props.actions}</div>}
    </div>
  );
}
