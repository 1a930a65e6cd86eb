import { succeed } from '@interlock/base';
import type { Handler } from './call-handler.ts';

/** Keeps the session alive; that it was used, the chain has noted already. */
export function touch(): Handler<'touch'> {
  return async () => succeed({ ok: true });
}
