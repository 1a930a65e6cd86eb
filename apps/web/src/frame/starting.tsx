import type { ReactNode } from 'react';
import { RefusalNote } from '../elements/refusal-note.tsx';
import { text } from '../texts/text.ts';
import './frame.css';

/** The frame without anything in it, for the moment before it is known who is there. */
export function Starting(): ReactNode {
  return (
    <div className="frame" aria-busy="true" role="status" aria-label={text('common.reading')}>
      <div className="rail" />
      <div className="head" />
    </div>
  );
}

/** Says that the application could not start, and tries again. */
export function StartFailed(props: { readonly error: unknown; readonly onRetry: () => void }): ReactNode {
  return (
    <main className="page scrolls">
      <RefusalNote error={props.error} what={text('start.failed')} onRetry={props.onRetry} />
    </main>
  );
}
