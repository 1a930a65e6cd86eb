import { ask } from '../api/ask.ts';

/** What counts as a person at work. */
const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * Keeps a working person logged in: where the page was used since the last time, /touch is called, otherwise not, so
 * that a page left alone lets the session end (semantics §3.2).
 */
export function keepAlive(touchSeconds: number): () => void {
  const end = new AbortController();
  let isUsed = false;
  const use = () => {
    isUsed = true;
  };
  for (const sign of signs) addEventListener(sign, use, { passive: true, capture: true, signal: end.signal });
  const timer = setInterval(() => {
    if (!isUsed) return;
    isUsed = false;
    ask('touch', {}).catch(() => undefined);
  }, Math.max(10, touchSeconds) * 1_000);
  return () => {
    end.abort();
    clearInterval(timer);
  };
}
