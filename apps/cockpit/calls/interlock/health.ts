import { succeed } from '@interlock/base';
import type { Handler } from '../call-handler.ts';

/** Says that the Cockpit answers. */
export function health(): Handler<'interlock.health'> {
  return async () => succeed({ ok: true });
}
