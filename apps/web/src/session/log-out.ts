import { ask } from '../api/ask.ts';
import { currentSession } from './current-session.ts';

/** Ends the session, here and in all other tabs. What the Cockpit answers changes nothing about that. */
export async function logOut(): Promise<void> {
  await ask('authentication.logout', {}).catch(() => undefined);
  currentSession().end('loggedOut');
}
