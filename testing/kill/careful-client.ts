import { setTimeout as delay } from 'node:timers/promises';
import { type CockpitAnswer, CockpitClient } from '../testkit/cockpit-client.ts';
import type { SeededRandom } from './random.ts';
import { type TrialOrder, trialWorkflow } from './workload.ts';
import { rootPassword } from './world.ts';

/** How long a call is asked again until it is answered, in milliseconds. */
const patienceMilliseconds = 30_000;

/** A client as careful people write one: it asks again until it has an answer, and a refusal is an error. */
export class CarefulClient {
  readonly #client: CockpitClient;

  constructor(cockpitUrl: string) {
    this.#client = new CockpitClient(cockpitUrl);
  }

  async login(): Promise<void> {
    await persist(() => this.#client.login('root', rootPassword));
  }

  /** Calls until it is answered with 200. @throws Error where it is refused, or not answered for 30 s. */
  async call(path: string, body: unknown, timeoutMilliseconds = 3_000): Promise<CockpitAnswer['body']> {
    return (await persist(() => this.#client.call(path, body, timeoutMilliseconds))).body;
  }

  /** Deploys the workflow of the trial. */
  async deploy(): Promise<void> {
    const { path, objectType } = trialWorkflow;
    await this.call('/inventory/store', trialWorkflow);
    await this.call('/inventory/deployment/deploy', {
      controllerIds: ['controller'],
      store: { draftConfigurations: [{ configuration: { path, objectType } }] },
    });
  }

  /** Adds the orders in portions over some seconds, each portion again and again until it is acknowledged. */
  async addAll(orders: readonly TrialOrder[], random: SeededRandom): Promise<void> {
    for (let at = 0; at < orders.length; at += 10) {
      await this.call('/orders/add', { controllerId: 'controller', orders: orders.slice(at, at + 10) });
      await delay(random.between(20, 200));
    }
  }
}

/** What passes by itself; every other refusal is the Cockpit's word. */
const passing: ReadonlySet<string> = new Set([
  'ControllerUnreachable',
  'StorageUnavailable',
  'AuditUnavailable',
]);

async function persist(call: () => Promise<CockpitAnswer>): Promise<CockpitAnswer> {
  const until = Date.now() + patienceMilliseconds;
  for (;;) {
    const answer = await call().catch(() => undefined);
    if (answer?.status === 200) return answer;
    const said = `${answer?.status ?? 'no answer'} ${JSON.stringify(answer?.body ?? '')}`;
    if (answer !== undefined && !passing.has(answer.body?.error?.problem))
      throw new Error(`The Cockpit refused: ${said}`);
    if (Date.now() > until) throw new Error(`The Cockpit did not do it within 30 s: ${said}`);
    await delay(100);
  }
}
