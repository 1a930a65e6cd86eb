import { rootPassword, startWorld } from '../../testing/kill/world.ts';
import { type KeptClient, keptClient } from '../kept-client.ts';

/** A Cockpit as people run it, with its Controller and Agent at rest. */
export interface OpenCockpit {
  readonly url: string;
  readonly pid: number;
  /** A session of `root`. */
  readonly token: string;
  close(): Promise<void>;
}

/** The account and password that a world is made with, as a login sends them. */
export const rootLogin = { authorization: `Basic ${Buffer.from(`root:${rootPassword}`).toString('base64')}` };

/** Starts the three programs in a folder of their own. */
export async function openCockpit(): Promise<OpenCockpit> {
  const world = await startWorld({ isDirect: true });
  const pid = world.pidOf('cockpit');
  if (pid === undefined) throw new Error('The Cockpit has ended.');
  const client = keptClient(world.cockpitUrl);
  try {
    const token = await logIn(client);
    return { url: world.cockpitUrl, pid, token, close: () => world.close() };
  } finally {
    client.close();
  }
}

/** Logs `root` in, and gives the token of the session. */
export async function logIn(client: KeptClient): Promise<string> {
  const answer = await client.post('/joc/api/authentication/login', {}, rootLogin);
  return (answer as { readonly accessToken: string }).accessToken;
}
