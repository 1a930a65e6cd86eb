import { setTimeout as delay } from 'node:timers/promises';
import { keptClient } from '../../kept-client.ts';
import { logIn, type OpenCockpit, openCockpit } from '../../ours/open-cockpit.ts';
import type { Arm, Scenario } from '../../scenario.ts';

/** A call is due every so many milliseconds, whether the one before has been answered or not. */
const everyMs = 10;
const callCount = 400;

/** So many clients log in without pause. */
const stormLanes = 16;

/** What other people notice of a storm of logins. */
export const loginStorm: Scenario = {
  name: 'login-storm',
  what: `the time within which 99 of 100 calls of POST /agents are answered, one due every ${everyMs} ms, while ${stormLanes} clients log in without pause; beside it the same calls with nobody logging in`,
  unit: 'ms',
  rounds: 9,
  twinTolerance: 0.15,
  goals: [{ anchor: 'quiet', kind: 'atMost', ratio: 2 }],
  durability: 'per commit, both',
  async open() {
    const one = await openCockpit();
    const other = await openCockpit();
    return {
      ours: stormArm(one),
      twin: stormArm(other),
      anchors: { quiet: { measure: () => tailOf(one), close: async () => undefined } },
    };
  },
};

function stormArm(cockpit: OpenCockpit): Arm {
  return {
    async measure() {
      let isOver = false;
      const storm = Array.from({ length: stormLanes }, async () => {
        const client = keptClient(cockpit.url);
        while (!isOver) await logIn(client);
        client.close();
      });
      const figure = await tailOf(cockpit);
      isOver = true;
      await Promise.all(storm);
      return figure;
    },
    close: cockpit.close,
  };
}

/** The 99th percentile of calls that are sent when they are due, however long those before take. */
async function tailOf({ url, token }: OpenCockpit): Promise<number> {
  const clients = Array.from({ length: 4 }, () => keptClient(url));
  const startsAtMs = performance.now() + 50;
  const taken = await Promise.all(
    Array.from({ length: callCount }, async (_, at) => {
      await delay(startsAtMs + at * everyMs - performance.now());
      const sentAtMs = performance.now();
      const client = clients[at % clients.length];
      await client?.post('/joc/api/agents', { controllerId: 'controller' }, { 'x-access-token': token });
      return performance.now() - sentAtMs;
    }),
  );
  for (const client of clients) client.close();
  return taken.sort((one, other) => one - other)[Math.floor(callCount * 0.99)] ?? Number.NaN;
}
