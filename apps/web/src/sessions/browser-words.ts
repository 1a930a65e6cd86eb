import { text } from '../texts/identity-text.ts';
import { browserOf } from './browser-of.ts';

/** A browser in words, such as `Firefox 133 on Linux`. */
export function browserWords(userAgent: string | undefined): string {
  const browser = browserOf(userAgent);
  if (browser === undefined) return text('sessions.noBrowser');
  const { name, system } = browser;
  return system === undefined ? name : text('sessions.browserOn', { name, system });
}
