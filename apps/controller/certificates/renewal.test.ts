import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem, refuse, silentLog, succeed, unwrap } from '@interlock/base';
import type { AgentCommand, CertificateOwner } from '@interlock/node-api';
import { fakeAgent } from '../agents/fake-agent.ts';
import { controllerWorld, deploy, until } from '../controller.fakes.ts';
import { agentCertificates } from './agent-certificates.ts';
import type { OwnCertificates } from './controller-certificates.ts';

const server: CertificateOwner = { kind: 'controllerServer' };
const ofAgent: CertificateOwner = { kind: 'agentServer', agentId: 'agent' };

const own: OwnCertificates = {
  requests: async () => [{ owner: server, csr: 'own csr', expiresAtMs: 5 }],
  install: async (_ca, given) =>
    given.some(({ certificate }) => certificate === 'bad')
      ? refuse(problem('CertificateRefused'))
      : succeed(undefined),
};

/** A Controller with its Agent coupled; `connections` counts how often that was dialled. */
async function world(t: Parameters<typeof controllerWorld>[0]) {
  const agent = fakeAgent('agent');
  const counted = { connections: 0 };
  const dialled = {
    ...agent,
    dial: (...args: Parameters<typeof agent.dial>) => {
      counted.connections++;
      return agent.dial(...args);
    },
  };
  const started = await controllerWorld(t, { agents: [['agent', dialled]], ports: { certificates: own } });
  const renew = async () => unwrap(await started.call('renew-certificates', { all: false })).requests;
  const install = (...given: readonly (readonly [CertificateOwner, string])[]) =>
    started.call('install-certificates', {
      ca: 'ca',
      certificates: given.map(([owner, certificate]) => ({ owner, certificate })),
    });
  const isCoupled = async () => {
    const { agents } = unwrap(await started.call('agents', {}));
    return agents.some(({ state }) => state === 'coupled');
  };
  await deploy(started);
  while (!(await isCoupled())) await new Promise((resolve) => setImmediate(resolve));
  const installsAtAgent = () => agent.commands.filter(({ kind }) => kind === 'InstallCertificate');
  return { ...started, agent, counted, renew, install, installsAtAgent };
}

test('the requests are the own ones and those of the Agents that are coupled', async (t) => {
  const { agent, renew } = await world(t);
  assert.deepEqual(await renew(), [
    { owner: server, csr: 'own csr', expiresAtMs: 5 },
    { owner: ofAgent, csr: 'csr of agent', expiresAtMs: 7 },
  ]);
  agent.go();
  assert.deepEqual(
    (await renew()).map(({ owner }) => owner),
    [server],
  );
});

test('an Agent that is given its certificate is connected to anew, and it stands in the audit chain', async (t) => {
  const { counted, install, installsAtAgent, journal } = await world(t);
  assert.deepEqual(await install([ofAgent, 'new']), succeed({ refused: [] }));
  assert.deepEqual(installsAtAgent(), [{ kind: 'InstallCertificate', certificate: 'new', ca: 'ca' }]);
  await until(() => counted.connections === 2, 'the new connection');
  const last = JSON.parse(journal.durable().auditRecords.at(-1)?.text ?? '');
  assert.partialDeepStrictEqual(last, {
    action: 'CertificatesInstalled',
    target: { kind: 'certificate', id: 'agentServer:agent' },
    outcome: 'succeeded',
  });
});

test('what one refuses holds up nobody else, and is told', async (t) => {
  const { counted, install, journal } = await world(t);
  const answer = unwrap(await install([server, 'new'], [ofAgent, 'bad']));
  assert.deepEqual(
    answer.refused.map(({ owner, problem: { code } }) => [owner, code]),
    [[ofAgent, 'CertificateRefused']],
  );
  const entries = journal.durable().auditRecords.map(({ text }) => JSON.parse(text));
  assert.partialDeepStrictEqual(entries.slice(-2), [
    { target: { id: 'controllerServer' }, outcome: 'succeeded' },
    { target: { id: 'agentServer:agent' }, outcome: 'refused', reasonCode: 'CertificateRefused' },
  ]);
  // The own one is shown to the Agents too.
  await until(() => counted.connections === 2, 'the new connection');
});

test('a call of which nothing can be installed is refused', async (t) => {
  const { counted, install } = await world(t);
  const refused = await install([server, 'bad'], [{ kind: 'agentServer', agentId: 'nobody' }, 'new']);
  assert.equal(refused.ok ? '' : refused.problem.code, 'CertificateRefused');
  assert.equal(counted.connections, 1);
});

test('an Agent that gives no answer is waited for so long and no longer', async () => {
  const asked: AgentCommand[] = [];
  const keeper = {
    agentIds: () => ['silent', 'agent'],
    ask: async (agentId: string, body: AgentCommand) => {
      asked.push(body);
      if (agentId === 'silent') await new Promise(() => undefined);
      return succeed({ certificateRequest: { csr: 'csr', expiresAtMs: 7 } });
    },
  };
  const agents = agentCertificates({ keeper: () => keeper, log: silentLog, answerMsMax: 10 });
  assert.deepEqual(await agents.requests(true), [{ owner: ofAgent, csr: 'csr', expiresAtMs: 7 }]);
  assert.ok(!(await agents.install('silent', 'ca', 'new')).ok);
  assert.deepEqual(
    asked.map(({ kind }) => kind),
    ['RenewCertificate', 'RenewCertificate', 'InstallCertificate'],
  );
});
