import type { Position } from '@interlock/workflow';

/** A position as one text, such as `1/then:0` or `2/try+0:1/fork+A:0`. */
export function positionText(position: Position): string {
  const [first = 0, ...rest] = position;
  let text = String(first);
  for (let at = 0; at < rest.length; at += 2) text += `/${rest[at]}:${rest[at + 1] ?? 0}`;
  return text;
}
