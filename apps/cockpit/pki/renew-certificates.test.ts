import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { problem, refuse, Secret, silentLog, succeed } from '@interlock/base';
import type { ActInput, CertificateOwner, ControllerClient } from '@interlock/node-api';
import { inlineCockpitStore } from '../../../adapters/store/testing/inline-cockpit-store.ts';
import { cockpitAudit } from '../audit/cockpit-audit.ts';
import type { ProgramCertificate } from './program-ca.ts';
import { type RenewPorts, renewCertificates } from './renew-certificates.ts';
import { renewalLook } from './renewal-look.ts';

const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest();
const clock = { now: () => 1_700_000_000_000 };
const server: CertificateOwner = { kind: 'controllerServer' };
const agent: CertificateOwner = { kind: 'agentServer', agentId: 'agent' };

type Given = ActInput<'install-certificates'>;

/** A Cockpit with a Controller of which these certificates are due; `install` is its answer to the renewed ones. */
async function world(
  t: TestContext,
  due: readonly (readonly [CertificateOwner, string])[],
  install: () => unknown = () => succeed({ refused: [] }),
) {
  const store = await inlineCockpitStore();
  t.after(() => store.close());
  const issued: ProgramCertificate[] = [];
  const installed: Given[] = [];
  const asked: string[] = [];
  const audit = cockpitAudit('cockpit', clock, sha256);
  const ports: RenewPorts = {
    store,
    audit,
    log: silentLog,
    ca: {
      certificate: 'CA',
      joinToken: () => new Secret('token'),
      issue: async (owner, csr) => {
        issued.push(owner);
        return csr === 'bad' ? refuse(problem('CertificateRefused')) : succeed(`certificate for ${csr}`);
      },
    },
  };
  const answer = (act: string, request: unknown): unknown => {
    asked.push(act);
    if (act === 'renew-certificates')
      return succeed({ requests: due.map(([owner, csr]) => ({ owner, csr, expiresAtMs: 1 })) });
    installed.push(request as Given);
    return install();
  };
  const call = (async (act: string, request: unknown) => answer(act, request)) as ControllerClient['call'];
  const records = async () => {
    const entries = [];
    for await (const line of store.read.audit.lines(audit.writer, 1)) entries.push(JSON.parse(line));
    return entries;
  };
  const renew = () => renewCertificates(ports, 'controller', { call }, AbortSignal.timeout(60_000));
  return { ports, call, renew, records, issued, installed, asked };
}

test('what is due is issued by the names of the Controller and handed over together', async (t) => {
  const { renew, installed, issued, records } = await world(t, [
    [server, 'one'],
    [agent, 'two'],
  ]);
  await renew();
  assert.deepEqual(issued, [
    { kind: 'controllerServer', controllerId: 'controller' },
    { kind: 'agentServer', controllerId: 'controller', agentId: 'agent' },
  ]);
  assert.deepEqual(installed, [
    {
      ca: 'CA',
      certificates: [
        { owner: server, certificate: 'certificate for one' },
        { owner: agent, certificate: 'certificate for two' },
      ],
    },
  ]);
  assert.partialDeepStrictEqual(await records(), [
    { action: 'CertificateIssued', target: { id: 'controllerServer' }, outcome: 'succeeded' },
    { action: 'CertificateIssued', target: { id: 'agentServer:agent' }, outcome: 'succeeded' },
  ]);
});

test('a certificate that an Agent refuses stands in the audit chain as failed, and the others as issued', async (t) => {
  const refused = [{ owner: agent, problem: problem('AgentUnreachable') }];
  const due = [
    [server, 'one'],
    [agent, 'two'],
  ] as const;
  const { renew, records } = await world(t, due, () => succeed({ refused }));
  await renew();
  assert.partialDeepStrictEqual(await records(), [
    { target: { id: 'controllerServer' }, outcome: 'succeeded' },
    { target: { id: 'agentServer:agent' }, outcome: 'failed', reasonCode: 'AgentUnreachable' },
  ]);
});

test('a bad request holds up no other, and where nothing is due nothing is sent', async (t) => {
  const { renew, installed } = await world(t, [
    [server, 'bad'],
    [agent, 'two'],
  ]);
  await renew();
  assert.deepEqual(
    installed.map(({ certificates }) => certificates.map(({ owner }) => owner)),
    [[agent]],
  );
  const none = await world(t, []);
  await none.renew();
  assert.deepEqual(none.asked, ['renew-certificates']);
});

test('the look asks the Controllers that are reached, one look at a time', async (t) => {
  const { ports, call, asked } = await world(t, []);
  const controllerOf = (reachable: boolean) => ({
    controllerId: 'controller',
    mirror: () => ({ reachable }),
    command: call,
  });
  const controllers = { list: () => [controllerOf(true), controllerOf(false)] as never };
  const look = renewalLook(ports, controllers);
  await Promise.all([look(), look()]);
  assert.deepEqual(asked, ['renew-certificates']);
  await look();
  assert.equal(asked.length, 2);
});
