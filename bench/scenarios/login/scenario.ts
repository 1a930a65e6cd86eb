import { keptClient } from '../../kept-client.ts';
import { logIn, openCockpit } from '../../ours/open-cockpit.ts';
import { startRawProcess } from '../../raw/raw-process.ts';
import type { Arm, Scenario } from '../../scenario.ts';

/** So many logins make one figure, so many at once. */
const loginCount = 200;
const lanes = 8;

/** The parameters of semantics §1.9, as the hashing library takes them. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

/** How many logins with the right password the Cockpit takes in a second. */
export const login: Scenario = {
  name: 'login',
  what: `${loginCount} logins with the right password, ${lanes} at once; beside it the bare verification of as many passwords by Argon2id (19 MiB, t = 2, p = 1), as many at once as there are processors`,
  unit: '/s',
  rounds: 9,
  twinTolerance: 0.15,
  goals: [{ anchor: 'hashing', kind: 'atLeast', ratio: 0.9 }],
  durability: 'ours per commit, floor none',
  async open() {
    const ours = await openOurs();
    const twin = await openOurs();
    return { ours, twin, anchors: { hashing: await openHashing() } };
  },
};

async function openOurs(): Promise<Arm> {
  const cockpit = await openCockpit();
  const clients = Array.from({ length: lanes }, () => keptClient(cockpit.url));
  return {
    async measure() {
      const startedAtMs = performance.now();
      let left = loginCount;
      await Promise.all(
        clients.map(async (client) => {
          while (left-- > 0) await logIn(client);
        }),
      );
      return (loginCount * 1_000) / (performance.now() - startedAtMs);
    },
    async close() {
      for (const client of clients) client.close();
      await cockpit.close();
    },
  };
}

async function openHashing(): Promise<Arm> {
  const program = new URL('../../raw/raw-hasher.ts', import.meta.url);
  const { process } = await startRawProcess(program, parameters);
  return {
    async measure() {
      const answer = await process.ask({ count: loginCount });
      return (loginCount * 1_000) / (answer as { readonly ms: number }).ms;
    },
    close: process.close,
  };
}
