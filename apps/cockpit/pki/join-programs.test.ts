import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { problem, type Result, refuse, Secret, succeed } from '@interlock/base';
import type { ControllerClient, DialJoin } from '@interlock/node-api';
import { inlineCockpitStore } from '../../../adapters/store/testing/inline-cockpit-store.ts';
import { cockpitAudit } from '../audit/cockpit-audit.ts';
import { type JoinPorts, joinAgent, joinController } from './join-programs.ts';
import type { ProgramCertificate } from './program-ca.ts';

const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest();
const clock = { now: () => 1_700_000_000_000 };
const signal = AbortSignal.timeout(60_000);
const controller = { controllerId: 'controller', address: '127.0.0.1:4444', token: new Secret('token') };
const agent = {
  agentId: 'agent',
  controllerId: 'controller',
  address: '127.0.0.1:4445',
  token: new Secret('token'),
};
const unreachable = refuse(problem('AgentUnreachable'));

/** A Cockpit with a registered Controller and two pending tokens; who is dialled answers as the test says. */
async function world(t: TestContext, dial: DialJoin = async () => unreachable) {
  const store = await inlineCockpitStore();
  t.after(() => store.close());
  const issued: ProgramCertificate[] = [];
  const ports: JoinPorts = {
    store,
    dial,
    cockpitId: 'cockpit',
    clock,
    audit: cockpitAudit('cockpit', clock, sha256),
    sealer: { seal: () => 'sealed', open: () => succeed(new Secret('token')) },
    ca: {
      certificate: 'CA',
      joinToken: () => new Secret('token'),
      issue: async (owner, csr) => {
        issued.push(owner);
        return csr === 'bad' ? refuse(problem('CertificateRefused')) : succeed(`certificate for ${csr}`);
      },
    },
  };
  await store.change(async (stores) => {
    await stores.controllers.add({
      controllerId: 'controller',
      title: 'controller',
      address: controller.address,
    });
    const pending = { sealedToken: 'sealed', expiresAtMs: clock.now() + 1, address: 'x:1' };
    await stores.joinTokens.save({ ...pending, role: 'controller', id: 'controller' });
    await stores.joinTokens.save({ ...pending, role: 'agent', id: 'agent', controllerId: 'controller' });
  });
  const pending = async () => (await store.read.joinTokens.list()).map(({ role }) => role);
  const isJoined = async () => (await store.read.controllers.find('controller'))?.isJoined;
  return { ports, issued, pending, isJoined, randomBytes };
}

function dialled(
  csrs: readonly ('server' | 'client')[],
  grant: () => Promise<Result<void>>,
  csr = 'request',
) {
  const granted: unknown[] = [];
  const dial: DialJoin = async () =>
    succeed({
      request: { role: 'controller', id: 'controller', requests: csrs.map((purpose) => ({ purpose, csr })) },
      grant: async (given) => {
        granted.push(given);
        return grant();
      },
      close: () => undefined,
      closed: Promise.resolve(),
    });
  return { dial, granted };
}

test('a Controller gets one certificate for each direction, by the names of its record', async (t) => {
  const { dial, granted } = dialled(['server', 'client'], async () => succeed(undefined));
  const { ports, issued, pending, isJoined } = await world(t, dial);
  assert.ok((await joinController(ports, controller, signal)).ok);
  assert.deepEqual(issued, [
    { kind: 'controllerServer', controllerId: 'controller' },
    { kind: 'controllerClient', controllerId: 'controller' },
  ]);
  assert.deepEqual(granted, [
    {
      ca: 'CA',
      peerId: 'cockpit',
      certificates: [
        { purpose: 'server', certificate: 'certificate for request' },
        { purpose: 'client', certificate: 'certificate for request' },
      ],
    },
  ]);
  assert.deepEqual(await pending(), ['agent']);
  assert.equal(await isJoined(), true);
});

for (const [what, { dial }] of [
  ['can not be reached', { dial: (async () => unreachable) as DialJoin }],
  ['does not store what it is given', dialled(['server', 'client'], async () => unreachable)],
  ['asks for one certificate alone', dialled(['server'], async () => succeed(undefined))],
  ['shows a request that is no good', dialled(['server', 'client'], async () => succeed(undefined), 'bad')],
] as const) {
  test(`a Controller that ${what} has not joined, and its token can still be used`, async (t) => {
    const { ports, pending, isJoined } = await world(t, dial);
    assert.equal((await joinController(ports, controller, signal)).ok, false);
    assert.deepEqual(await pending(), ['agent', 'controller']);
    assert.equal(await isJoined(), false);
  });
}

/** A Controller that answers the acts of joining as a test says. */
function client(answers: Readonly<Record<string, Result<object>>>) {
  const asked: (readonly [act: string, request: unknown])[] = [];
  const fake = {
    call: async (act: string, request: unknown) => {
      asked.push([act, request]);
      return answers[act] ?? unreachable;
    },
  } as unknown as ControllerClient;
  return { asked, fake };
}

test("an Agent's request comes up through its Controller, and its certificate goes down", async (t) => {
  const { ports, issued, pending } = await world(t);
  const { asked, fake } = client({
    'join-agent': succeed({ joinId: 'j', csr: 'request' }),
    'join-agent-certificate': succeed({}),
    'register-agent': succeed({}),
  });
  assert.ok((await joinAgent(ports, agent, fake, signal)).ok);
  assert.deepEqual(issued, [{ kind: 'agentServer', controllerId: 'controller', agentId: 'agent' }]);
  assert.deepEqual(asked, [
    ['join-agent', { agentId: 'agent', address: '127.0.0.1:4445', token: 'token' }],
    ['join-agent-certificate', { joinId: 'j', certificate: 'certificate for request', ca: 'CA' }],
    ['register-agent', { agentId: 'agent', address: '127.0.0.1:4445' }],
  ]);
  assert.deepEqual(await pending(), ['controller']);
});

for (const [what, answers] of [
  ['whose Controller does not reach it', {}],
  ['that does not store its certificate', { 'join-agent': succeed({ joinId: 'j', csr: 'request' }) }],
  ['that shows a request that is no good', { 'join-agent': succeed({ joinId: 'j', csr: 'bad' }) }],
] as const) {
  test(`an Agent ${what} has not joined, and its token can still be used`, async (t) => {
    const { ports, pending } = await world(t);
    assert.equal((await joinAgent(ports, agent, client(answers).fake, signal)).ok, false);
    assert.deepEqual(await pending(), ['agent', 'controller']);
  });
}
