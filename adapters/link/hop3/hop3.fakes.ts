// An Agent's server and a Controller's dialler on loopback, for the tests of hop 3.
import type { TestContext } from 'node:test';
import { type Result, unwrap } from '@interlock/base';
import type { AgentConnection, ControllerConnection, StartStep } from '@interlock/node-api';
import { type FakeCa, type FakeIdentity, fakeCa, fakeSigner, fakeVerifier } from '../loopback-fakes.ts';
import type { BorderRefusal } from '../security.ts';
import {
  type AgentLinkDialler,
  type AgentLinkDiallerOptions,
  agentLinkDialler,
} from './agent-link-dialler.ts';
import { type AgentLinkServer, type AgentLinkServerOptions, serveAgentLink } from './agent-link-server.ts';

export const controllerUri = 'interlock://controller.test/controller';
export const agentUri = 'interlock://agent.controller.test/agent';

export const step: StartStep = {
  kind: 'StartStep',
  stepId: 'A'.repeat(22),
  orderId: '#1',
  jobName: 'job',
  workflowPath: '/w',
  position: '0',
  script: 'true',
  environment: {},
  graceTimeoutSeconds: 1,
  account: 'JOC/alice',
};

/** Both ends of hop 3. */
export interface Hop3World {
  readonly ca: FakeCa;
  readonly server: AgentLinkServer;
  readonly controller: FakeIdentity;
  readonly agent: FakeIdentity;
  readonly serverCheck: ReturnType<FakeCa['check']>;
  readonly refusals: BorderRefusal[];
  /** The Agent's ends, in the order in which they came. */
  readonly connections: ControllerConnection[];
  dialler(change?: Partial<AgentLinkDiallerOptions>): AgentLinkDialler;
  /** Dials and gives both ends. */
  pair(): Promise<{ readonly ours: AgentConnection; readonly theirs: ControllerConnection }>;
  dial(change?: Partial<AgentLinkDiallerOptions>): Promise<Result<AgentConnection>>;
}

/** Starts the Agent's end; the test's end stops it. */
export async function hop3World(
  t: TestContext,
  given: Partial<AgentLinkServerOptions> & { readonly client?: Partial<AgentLinkDiallerOptions> } = {},
): Promise<Hop3World> {
  const ca = await fakeCa();
  const controller = await ca.issue(controllerUri, 'client');
  const agent = await ca.issue(agentUri, 'server');
  const serverCheck = ca.check(controllerUri, 'client');
  const refusals: BorderRefusal[] = [];
  const connections: ControllerConnection[] = [];
  const { client, ...server } = given;
  const listening = unwrap(
    await serveAgentLink({
      address: '127.0.0.1:0',
      tls: () => agent,
      peers: serverCheck,
      verifyToken: fakeVerifier('agent'),
      connected: (connection) => connections.push(connection),
      refused: (refusal) => refusals.push(refusal),
      ...server,
    }),
  );
  t.after(() => listening.close());
  const dialler = (change: Partial<AgentLinkDiallerOptions> = {}): AgentLinkDialler =>
    agentLinkDialler({
      tls: () => controller,
      peersOf: (agentId) => ca.check(`interlock://agent.controller.test/${agentId}`, 'server'),
      signToken: fakeSigner(controller),
      ...client,
      ...change,
    });
  const dial = async (change: Partial<AgentLinkDiallerOptions> = {}): Promise<Result<AgentConnection>> => {
    const target = { agentId: 'agent', address: listening.address };
    const dialled = await dialler(change).dial(target, new AbortController().signal);
    if (dialled.ok) t.after(() => dialled.value.close('the test is over'));
    return dialled;
  };
  const pair = async (): Promise<{ ours: AgentConnection; theirs: ControllerConnection }> => {
    const ours = unwrap(await dial());
    const theirs = connections.at(-1);
    if (theirs === undefined) throw new Error('the Agent has no connection');
    return { ours, theirs };
  };
  return {
    ca,
    server: listening,
    controller,
    agent,
    serverCheck,
    refusals,
    connections,
    dialler,
    dial,
    pair,
  };
}

/** The next thing that the other end says. */
export async function next<T>(received: AsyncIterable<T>): Promise<T> {
  for await (const message of received) return message;
  throw new Error('the connection is over');
}
