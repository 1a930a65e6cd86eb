/**
 * The floor of `submit-start-idle`: what three programs between a client and a script cost when they do nothing but
 * speak, write down and go on. It holds exactly this, one after the other:
 *
 * 1. one request over kept loopback HTTP (`node:http` at both ends, the same client as ours) to raw-cockpit.ts;
 * 2. there one durable commit of the body (SQLite, WAL, synchronous FULL, on the main thread);
 * 3. one request over kept HTTPS with mutual TLS 1.3 (`node:https`, P-256 certificates) to raw-controller.ts;
 * 4. there one durable commit;
 * 5. one message over a WebSocket on mutual TLS 1.3 (`ws`) to raw-agent.ts;
 * 6. there one durable commit;
 * 7. one `/bin/sh` on the same script, through the real launcher (`@interlock/shell`), until the first byte of the
 *    script is in the FIFO.
 *
 * The answers to 1 and 3 travel too, but nothing waits for them. It does no JSON but its own, no token, no schema, no
 * permission, no audit chain and no state, and would lose orders when a program dies.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptClient } from '../../kept-client.ts';
import { makeRawCredentials } from '../../raw/raw-credentials.ts';
import { type RawProcess, startRawProcess } from '../../raw/raw-process.ts';
import type { Submission } from './submission.ts';

/** Starts the three raw programs around a script. */
export async function openFloor(script: string): Promise<Submission> {
  const folder = mkdtempSync(join(tmpdir(), 'interlock-floor-'));
  const credentials = await makeRawCredentials();
  const running: RawProcess[] = [];
  const start = async (role: string, settings: object): Promise<number> => {
    const program = new URL(`./raw-${role}.ts`, import.meta.url);
    const own = mkdtempSync(join(folder, `${role}-`));
    const { process, answer } = await startRawProcess(program, { folder: own, ...settings });
    running.unshift(process);
    return (answer as { readonly port: number }).port;
  };
  const agentPort = await start('agent', { script, server: credentials.agentServer });
  const [agent] = running;
  const { controllerServer: server, controllerClient: client } = credentials;
  const controllerPort = await start('controller', { agentPort, server, client });
  const cockpitPort = await start('cockpit', { controllerPort, client: credentials.cockpitClient });
  const http = keptClient(`http://127.0.0.1:${cockpitPort}`);
  let orderCount = 0;
  return {
    async submit() {
      const ended = agent?.ask('ended');
      await http.post('/orders/add', { orderId: `order-${++orderCount}`, workflowPath: '/bench/idle' });
      await ended;
    },
    async close() {
      http.close();
      for (const process of running) await process.close();
      rmSync(folder, { recursive: true });
    },
  };
}
