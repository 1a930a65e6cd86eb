import { IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useNow } from '../elements/now.ts';
import { useStreamState } from '../live/live-state.ts';
import { text } from '../texts/text.ts';

/** A small sign that the page is up to date by itself. */
export function LiveMark(): ReactNode {
  const state = useStreamState();
  const hue = { live: 'green', connecting: 'slate', broken: 'amber' }[state.kind];
  return (
    <span className="head-button" title={text(`live.${state.kind}.title`)}>
      <span className="dot" data-hue={hue} />
      <span className="live-word">{text(`live.${state.kind}.word`)}</span>
    </span>
  );
}

/** Says in full width that the stream is broken and when it is tried again. */
export function BrokenStrip(): ReactNode {
  const state = useStreamState();
  if (state.kind !== 'broken') return null;
  return (
    <div className="strip" role="status">
      <IconPlugConnectedX size={16} aria-hidden />
      <span>
        {text('live.broken.sentence')} <Countdown toMs={state.retryAtMs} />
      </span>
    </div>
  );
}

function Countdown({ toMs }: { readonly toMs: number }): ReactNode {
  const seconds = Math.ceil((toMs - useNow()) / 1_000);
  return (
    <span aria-hidden>
      {seconds > 0 ? text('live.broken.again', { count: seconds }) : text('live.broken.now')}
    </span>
  );
}
