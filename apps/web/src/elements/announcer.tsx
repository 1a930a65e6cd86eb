import { IconX } from '@tabler/icons-react';
import { type ReactNode, useSyncExternalStore } from 'react';
import { text } from '../texts/text.ts';
import './announcer.css';

interface Said {
  readonly id: number;
  readonly words: string;
}

let said: readonly Said[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Said[]): void {
  said = next;
  for (const listener of listeners) listener();
}

/** Says that something was done, to eyes and screen readers alike; it goes by itself. */
export function say(words: string): void {
  lastId += 1;
  const id = lastId;
  change([...said.slice(-2), { id, words }]);
  setTimeout(() => dismiss(id), 8_000);
}

function dismiss(id: number): void {
  change(said.filter((one) => one.id !== id));
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The place where it is said. */
export function Announcer(): ReactNode {
  const shown = useSyncExternalStore(listen, () => said);
  return (
    <div className="announcer" role="status" aria-live="polite">
      {shown.map((one) => (
        <div key={one.id} className="announcement">
          <span>{one.words}</span>
          <button
            type="button"
            className="icon-button"
            aria-label={text('common.dismiss')}
            onClick={() => dismiss(one.id)}
          >
            <IconX size={16} aria-hidden />
          </button>
        </div>
      ))}
    </div>
  );
}
