import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { parseRecord } from '@interlock/audit';
import { problem, refuse, Secret, silentLog, succeed, unwrap } from '@interlock/base';
import type { AgentCoupling, ControllerClient, JoinDialled } from '@interlock/node-api';
import { inlineCockpitStore } from '../../../adapters/store/testing/inline-cockpit-store.ts';
import { cockpitAudit } from '../audit/cockpit-audit.ts';
import {
  ensureController,
  type JoinAtStartPorts,
  joinAgentAtStart,
  joinControllerAtStart,
} from './join-at-start.ts';
import { joinTokenFor } from './join-tokens.ts';

const never = new AbortController().signal;
const agent = { agentId: 'agent', controllerId: 'controller', address: '127.0.0.1:4445' };
const unreachable = refuse(problem('ControllerUnreachable'));

/** A Cockpit that starts, and the programs beside it; each of them waits to be joined, or proves itself by its certificate. */
async function world(t: TestContext) {
  const store = await inlineCockpitStore();
  t.after(() => store.close());
  const clock = { now: () => 1_700_000_000_000 };
  const beside = {
    controllerWaits: true,
    agentWaits: true,
    agents: [] as readonly AgentCoupling[],
    asked: [] as string[],
    handedOver: [] as string[],
  };
  const client: ControllerClient = {
    call: async (act, request) => {
      beside.asked.push(act);
      const { agentId, address } = request as { readonly agentId: string; readonly address: string };
      if (beside.controllerWaits) return unreachable;
      if (act === 'join-agent')
        return (
          beside.agentWaits ? succeed({ joinId: 'j', csr: 'csr' }) : refuse(problem('InvalidInput'))
        ) as never;
      if (act === 'join-agent-certificate') beside.agentWaits = false;
      if (act === 'register-agent')
        beside.agents = [
          { agentId, address, state: beside.agentWaits ? 'decoupled' : 'coupled', sinceMs: 0 },
        ];
      return succeed(act === 'agents' ? { agents: beside.agents } : {}) as never;
    },
    events: async () => unreachable,
    close: async () => undefined,
  };
  const ports: JoinAtStartPorts = {
    store,
    ca: {
      certificate: 'ca',
      issue: async () => succeed('certificate'),
      joinToken: ({ role, id }) => new Secret(`token of ${role} ${id}`),
    },
    sealer: {
      seal: (secret) => secret.reveal(),
      open: (sealed) => succeed(new Secret(sealed)),
    },
    audit: cockpitAudit('cockpit', clock, (data) => createHash('sha256').update(data).digest()),
    clock,
    cockpitId: 'cockpit',
    dial: async (target) => {
      if (!beside.controllerWaits) return refuse(problem('InvalidInput'));
      const requests: JoinDialled['request']['requests'] = [
        { purpose: 'server', csr: 's' },
        { purpose: 'client', csr: 'c' },
      ];
      return succeed({
        request: { role: target.role, id: target.id, requests },
        grant: async () => {
          beside.controllerWaits = false;
          return succeed(undefined);
        },
        close: () => undefined,
        closed: Promise.resolve(),
      });
    },
    handOver: ({ token }) => void beside.handedOver.push(token.reveal()),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    log: silentLog,
  };
  const countOf = async (action: string) => {
    let count = 0;
    for await (const line of store.read.audit.lines({ role: 'cockpit', id: 'cockpit' }, 1))
      if (unwrap(parseRecord(line)).action === action) count += 1;
    return count;
  };
  return { beside, client, ports, store, countOf };
}

async function joinController({ client, ports }: Awaited<ReturnType<typeof world>>): Promise<void> {
  const entry = await ensureController(ports, 'controller', '127.0.0.1:4444');
  await joinControllerAtStart(ports, entry, client, never);
}

test('a Controller and an Agent that wait are joined with the tokens that they are handed', async (t) => {
  const started = await world(t);
  const { beside, client, ports, store } = started;
  await joinController(started);
  assert.ok(await joinAgentAtStart(ports, agent, client, never));
  assert.deepEqual(beside.handedOver, ['token of controller controller', 'token of agent agent']);
  assert.equal((await store.read.controllers.find('controller'))?.isJoined, true);
  assert.equal(beside.agents[0]?.address, agent.address);
  assert.deepEqual(await store.read.joinTokens.list(), []);
});

test('programs that have joined are not joined again', async (t) => {
  const started = await world(t);
  const { beside, client, ports } = started;
  await joinController(started);
  await joinAgentAtStart(ports, agent, client, never);
  beside.handedOver.length = 0;
  beside.asked.length = 0;
  await joinController(started);
  const moved = { ...agent, address: '127.0.0.1:5555' };
  assert.equal(await joinAgentAtStart(ports, moved, client, never), false);
  assert.deepEqual(beside.handedOver, []);
  assert.deepEqual(beside.asked, ['agents', 'register-agent']);
  assert.equal(beside.agents[0]?.address, moved.address);
});

test('a Controller that got its certificates just before the Cockpit died proves itself by them', async (t) => {
  const started = await world(t);
  const { beside, countOf, ports, store } = started;
  const entry = await ensureController(ports, 'controller', '127.0.0.1:4444');
  await joinTokenFor(ports, { role: 'controller', id: 'controller', address: entry.address });
  beside.controllerWaits = false;
  await joinController(started);
  assert.equal((await store.read.controllers.find('controller'))?.isJoined, true);
  assert.deepEqual(await store.read.joinTokens.list(), []);
  assert.equal(await countOf('ControllerJoined'), 1);
});

test('an Agent that got its certificate just before the Cockpit died proves itself by it', async (t) => {
  const started = await world(t);
  const { beside, client, countOf, ports, store } = started;
  await joinController(started);
  await joinTokenFor(ports, {
    role: 'agent',
    id: 'agent',
    controllerId: 'controller',
    address: agent.address,
  });
  beside.agentWaits = false;
  assert.ok(await joinAgentAtStart(ports, agent, client, never));
  assert.deepEqual(await store.read.joinTokens.list(), []);
  assert.ok(!beside.asked.includes('join-agent'));
  assert.equal(await countOf('AgentJoined'), 1);
});

test('an Agent whose join was begun and that still waits is joined with the token that it was handed before', async (t) => {
  const started = await world(t);
  const { beside, client, ports } = started;
  await joinController(started);
  await joinTokenFor(ports, {
    role: 'agent',
    id: 'agent',
    controllerId: 'controller',
    address: agent.address,
  });
  assert.ok(await joinAgentAtStart(ports, agent, client, never));
  assert.equal(beside.agentWaits, false);
});

test('the end of the start ends the tries', async (t) => {
  const { client, ports } = await world(t);
  const stop = new AbortController();
  const joining = joinAgentAtStart(ports, agent, client, stop.signal);
  stop.abort();
  await joining;
});
