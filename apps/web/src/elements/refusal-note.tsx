import { IconAlertTriangle, IconHelpCircle, IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { CallRefused } from '../api/refusal.ts';
import { text } from '../texts/text.ts';
import { Action } from './action.tsx';
import { WhyRefused } from './why-not.tsx';
import './notes.css';

/** What happened, what was not changed, what to do, and the reference to give to support. */
export function RefusalNote(props: {
  readonly error: unknown;
  /** What was tried, as a sentence, such as `The orders could not be read.` */
  readonly what: string;
  readonly onRetry?: () => void;
  /** Whether it stands where reasons are told, so that it does not lead there once more. */
  readonly isLast?: boolean;
}): ReactNode {
  const [asksWhy, setAsksWhy] = useState(false);
  const facts = props.error instanceof CallRefused ? props.error.facts : undefined;
  return (
    <div className="note" data-hue="red" role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div className="note-body">
        <p>
          <strong>{props.what}</strong>
        </p>
        <p>{wordsOf(props.error)}</p>
        {facts?.items !== undefined && facts.items.length > 0 && (
          <ul>
            {facts.items.slice(0, 5).map((item) => (
              <li key={`${item.path} ${item.message}`}>
                <code>{item.path}</code> {item.message}
              </li>
            ))}
          </ul>
        )}
        {facts?.reference !== undefined && (
          <p className="quiet">
            {text('refusal.reference')} <code>{facts.reference}</code>
          </p>
        )}
      </div>
      {facts?.status === 403 && facts.reference !== undefined && !props.isLast && (
        <Action icon={<IconHelpCircle size={14} aria-hidden />} onClick={() => setAsksWhy(true)}>
          {text('refusal.why')}
        </Action>
      )}
      {asksWhy && facts?.reference !== undefined && (
        <WhyRefused reference={facts.reference} onClose={() => setAsksWhy(false)} />
      )}
      {props.onRetry !== undefined && (
        <Action icon={<IconRefresh size={14} aria-hidden />} onClick={props.onRetry}>
          {text('common.tryAgain')}
        </Action>
      )}
    </div>
  );
}

/** The sentence about an error. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof CallRefused)) return text('refusal.fault');
  const { facts } = error;
  if (facts.status === 0) return text('refusal.unreachable');
  if (facts.status === 429)
    return text('refusal.throttled', { count: Math.ceil(facts.retryAfterSeconds ?? 1) });
  if (facts.status === 403) return facts.message || text('refusal.denied');
  return facts.message || text('refusal.failed', { status: facts.status });
}
