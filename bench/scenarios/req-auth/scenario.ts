import { keptClient } from '../../kept-client.ts';
import { processCpuMs } from '../../machine/process-cpu.ts';
import { openCockpit } from '../../ours/open-cockpit.ts';
import { startRawProcess } from '../../raw/raw-process.ts';
import type { Arm, Scenario } from '../../scenario.ts';

/** So many calls make one figure, over so many kept connections. */
const callCount = 6_000;
const lanes = 16;

/** What one authenticated and authorised call costs the Cockpit's process. */
export const reqAuth: Scenario = {
  name: 'req-auth',
  what: `calls of POST /agents with a session's token, a second of the Cockpit's processor time; ${callCount} over ${lanes} kept connections; beside it a bare Fastify that answers a small object`,
  unit: '/cpu-s',
  rounds: 9,
  twinTolerance: 0.15,
  goals: [{ anchor: 'fastify', kind: 'atLeast', ratio: 0.8 }],
  durability: 'none',
  async open() {
    const ours = await openOurs();
    const twin = await openOurs();
    return { ours, twin, anchors: { fastify: await openFastify() } };
  },
};

async function openOurs(): Promise<Arm> {
  const cockpit = await openCockpit();
  const headers = { 'x-access-token': cockpit.token };
  const call = { path: '/joc/api/agents', body: { controllerId: 'controller' }, headers };
  return openArm(cockpit.url, cockpit.pid, call, cockpit.close);
}

async function openFastify(): Promise<Arm> {
  const { process, answer } = await startRawProcess(new URL('../../raw/raw-fastify.ts', import.meta.url), {});
  const { url, pid } = answer as { readonly url: string; readonly pid: number };
  return openArm(
    url,
    pid,
    { path: '/hello', body: { controllerId: 'controller' }, headers: {} },
    process.close,
  );
}

interface RepeatedCall {
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

function openArm(url: string, pid: number, call: RepeatedCall, close: () => Promise<void>): Arm {
  const clients = Array.from({ length: lanes }, () => keptClient(url));
  return {
    async measure() {
      const beforeMs = processCpuMs(pid);
      let left = callCount;
      await Promise.all(
        clients.map(async (client) => {
          while (left-- > 0) await client.post(call.path, call.body, call.headers);
        }),
      );
      return (callCount * 1_000) / (processCpuMs(pid) - beforeMs);
    },
    async close() {
      for (const client of clients) client.close();
      await close();
    },
  };
}
