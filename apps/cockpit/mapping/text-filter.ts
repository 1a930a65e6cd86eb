import { type Result, succeed } from '@interlock/base';
import { patternMatcher } from './pattern/match-pattern.ts';
import { parsePattern } from './pattern/parse-pattern.ts';

/**
 * A filter by a regular expression as JS7's clients send it: it may occur anywhere, case does not count, `%` stands
 * for any characters. Nothing that a client sends can make it slow.
 */
export function textFilter(pattern: string | undefined, field: string): Result<(text: string) => boolean> {
  if (pattern === undefined) return succeed(() => true);
  if (!/[\\^$.*+?()[\]{}|%]/.test(pattern)) {
    const wanted = pattern.toLowerCase();
    return succeed((text) => text.toLowerCase().includes(wanted));
  }
  const parsed = parsePattern(pattern, field);
  return parsed.ok ? patternMatcher(parsed.value, field) : parsed;
}
