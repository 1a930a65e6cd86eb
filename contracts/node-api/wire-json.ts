import { type Json, type Problem, problem, type Result, refuse, succeed } from '@interlock/base';
import { jsonDepthMax } from './limits.ts';

// Most texts hold none of the words and no escape that could spell one: they need no walk.
const mayHoldForbiddenKey = /\\u|__proto__|constructor|prototype/;

// Keys through which a careless receiver changes the prototype of its objects.
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads JSON from the wire: one value, nested at most {@link jsonDepthMax} deep, without the keys `__proto__`,
 * `constructor` and `prototype`. Anything else is refused with `InvalidInput`.
 */
export function parseWireJson(text: string): Result<Json> {
  if (isTooDeep(text)) return refuse(invalid(`The JSON is nested deeper than ${jsonDepthMax}.`));
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return refuse(invalid('The text is not JSON.'));
  }
  const key = mayHoldForbiddenKey.test(text) ? forbiddenKeyIn(value) : undefined;
  return key === undefined ? succeed(value) : refuse(forbidden(key));
}

// Counted on the text, so that nothing deep is ever built.
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > jsonDepthMax) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}

function forbiddenKeyIn(value: Json): string | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value) && forbiddenKeys.has(key)) return key;
    const found = forbiddenKeyIn(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

function forbidden(key: string): Problem {
  return problem('InvalidInput', `The field ${JSON.stringify(key)} is refused.`, { field: key });
}

function invalid(message: string): Problem {
  return problem('InvalidInput', message);
}
