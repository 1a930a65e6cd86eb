import type { TextStyle } from './ansi.ts';

/** Only classes of our own sheet come of a style: no value of the log ever stands in an attribute. */
export function styleClasses(style: TextStyle): string | undefined {
  const names = [
    style.color === undefined ? '' : `ansi-${style.color}`,
    style.ground === undefined ? '' : `ansi-ground-${style.ground}`,
    style.bold ? 'ansi-bold' : '',
    style.faint ? 'ansi-faint' : '',
    style.italic ? 'ansi-italic' : '',
    style.underline ? 'ansi-underline' : '',
  ].filter((name) => name !== '');
  return names.length === 0 ? undefined : names.join(' ');
}
