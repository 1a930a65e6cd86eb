// A Controller's server and a Cockpit's client on loopback, for the tests of hop 2.
import type { TestContext } from 'node:test';
import { succeed, unwrap } from '@interlock/base';
import { type ActHandlers, acts, type ControllerClient, type StreamLine } from '@interlock/node-api';
import { type FakeCa, type FakeIdentity, fakeCa, fakeSigner, fakeVerifier } from '../loopback-fakes.ts';
import type { BorderRefusal } from '../security.ts';
import { type ActClientOptions, openActClient } from './act-client.ts';
import { type ActServer, type ActServerOptions, serveActs } from './act-server.ts';

export const cockpitUri = 'interlock://cockpit.test/cockpit';
export const controllerUri = 'interlock://controller.test/controller';

/** Both ends of hop 2. */
export interface Hop2World {
  readonly ca: FakeCa;
  readonly server: ActServer;
  readonly cockpit: FakeIdentity;
  readonly controller: FakeIdentity;
  readonly serverCheck: ReturnType<FakeCa['check']>;
  readonly refusals: BorderRefusal[];
  readonly faults: unknown[];
  client(change?: Partial<ActClientOptions>): ControllerClient;
}

/** Handlers that do nothing and say so, but for those given. */
export function handlers(given: Partial<ActHandlers>): ActHandlers {
  const names = Object.keys(acts) as (keyof typeof acts)[];
  const none = Object.fromEntries(names.map((name) => [name, async () => succeed({})]));
  return { ...none, ...given } as ActHandlers;
}

/** Starts both ends; the test's end stops them. */
export async function hop2World(t: TestContext, given: Partial<ActServerOptions> = {}): Promise<Hop2World> {
  const ca = await fakeCa();
  const cockpit = await ca.issue(cockpitUri, 'client');
  const controller = await ca.issue(controllerUri, 'server');
  const serverCheck = ca.check(cockpitUri, 'client');
  const refusals: BorderRefusal[] = [];
  const faults: unknown[] = [];
  const server = unwrap(
    await serveActs({
      address: '127.0.0.1:0',
      tls: () => controller,
      peers: serverCheck,
      verifyToken: fakeVerifier('controller'),
      handlers: handlers({}),
      events: async () => succeed(noLines()),
      clock: { now: () => 1_000 },
      refused: (refusal) => refusals.push(refusal),
      fault: (error) => faults.push(error),
      ...given,
    }),
  );
  t.after(() => server.close());
  const client = (change: Partial<ActClientOptions> = {}): ControllerClient => {
    const opened = openActClient({
      controllerId: 'controller',
      address: server.address,
      tls: () => cockpit,
      peers: ca.check(controllerUri, 'server'),
      signToken: fakeSigner(cockpit),
      ...change,
    });
    t.after(() => opened.close());
    return opened;
  };
  return { ca, server, cockpit, controller, serverCheck, refusals, faults, client };
}

async function* noLines(): AsyncGenerator<readonly StreamLine[]> {}
