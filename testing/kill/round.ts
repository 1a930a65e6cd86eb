import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CarefulClient } from './careful-client.ts';
import {
  type Beginning,
  beginningOf,
  databaseEvidence,
  type Evidence,
  isHistoryComplete,
  ledgerLines,
  type ShownOrder,
} from './evidence.ts';
import { type Counts, countsOf, type Faults, judge } from './judge.ts';
import { type Killed, kill, killingPlan } from './killing.ts';
import { processesLeftOver } from './left-over.ts';
import { seededRandom } from './random.ts';
import { type TrialOrder, trialOrders } from './workload.ts';
import type { World } from './world.ts';

/** What a round found. */
export interface RoundReport {
  readonly seed: number;
  readonly seconds: number;
  /** Each kill, with how many orders were on their way then. */
  readonly kills: readonly string[];
  readonly counts: Counts;
  readonly faults: Faults;
}

/** How many orders a round runs. */
export const ordersPerRound = 200;

/** How long orders may take to end, and the history to have it all, once the last kill has come, in milliseconds. */
const endMilliseconds = 45_000;

/** Plays one round: orders go in and run while programs are killed; then everything is held against what must be true. */
export async function playRound(world: World, round: number, seed: number): Promise<RoundReport> {
  const beganMs = Date.now();
  const random = seededRandom(seed);
  const ledger = join(world.dataRoot, `ledger-${round}`);
  const orders = trialOrders(ordersPerRound, round, ledger, random);
  const plan = killingPlan(random);
  const client = new CarefulClient(world.cockpitUrl);
  await client.login();
  if (round === 1) await client.deploy();
  const beginning = beginningOf(world.dataRoot);
  const stepsBegun = () => ledgerLines(ledger).length;
  const [kills] = await Promise.all([kill(world, plan, stepsBegun), client.addAll(orders, random)]);
  const shown = await untilEnded(client, orders);
  await untilTrue(() => isHistoryComplete(world.dataRoot));
  const evidence = await evidenceOf(world, { orders, shown, beginning, ledger });
  return {
    seed,
    seconds: Math.round((Date.now() - beganMs) / 1_000),
    kills: kills.map((each) => describe(each, shown)),
    counts: countsOf(evidence),
    faults: judge(evidence),
  };
}

interface Played {
  readonly orders: readonly TrialOrder[];
  readonly shown: readonly TimedOrder[];
  readonly beginning: Beginning;
  readonly ledger: string;
}

async function evidenceOf(world: World, { beginning, ledger, orders, shown }: Played): Promise<Evidence> {
  return {
    wanted: orders.map((order) => order.orderId),
    shown,
    ...databaseEvidence(world.dataRoot, beginning),
    ledger: ledgerLines(ledger),
    repeatableLedger: ledgerLines(`${ledger}.again`),
    leftOver: await processesLeftOver(`LEDGER=${world.dataRoot}`),
  };
}

interface TimedOrder extends ShownOrder {
  readonly startedAtMs: number;
  /** Unknown for one that failed: it stays where it is. */
  readonly endedAtMs: number | undefined;
}

/** Asks until every order has succeeded or failed for good, or the time is over. */
async function untilEnded(
  client: CarefulClient,
  orders: readonly TrialOrder[],
): Promise<readonly TimedOrder[]> {
  let shown: readonly TimedOrder[] = [];
  await untilTrue(async () => {
    shown = await shownOrders(client, orders);
    const ended = shown.filter((order) => order.state !== 'INCOMPLETE').map((order) => order.orderId);
    return new Set(ended).size >= orders.length;
  });
  return shown;
}

async function shownOrders(
  client: CarefulClient,
  orders: readonly TrialOrder[],
): Promise<readonly TimedOrder[]> {
  const wanted = orders.map(({ orderId }) => ({ orderId }));
  const body = await client.call(
    '/orders/history',
    { controllerId: 'controller', orders: wanted, limit: -1 },
    10_000,
  );
  const rows = body.history as readonly HistoryRow[];
  return rows.map((row) => ({
    orderId: row.orderId,
    state: row.state._text,
    startedAtMs: Date.parse(row.startTime),
    endedAtMs: row.endTime === undefined ? undefined : Date.parse(row.endTime),
  }));
}

interface HistoryRow {
  readonly orderId: string;
  readonly state: { readonly _text: ShownOrder['state'] };
  readonly startTime: string;
  readonly endTime?: string;
}

function describe({ atMs, what }: Killed, shown: readonly TimedOrder[]): string {
  const running = shown.filter(
    ({ endedAtMs, startedAtMs }) => startedAtMs <= atMs && (endedAtMs === undefined || endedAtMs > atMs),
  );
  return `${what} (${running.length} orders on their way)`;
}

async function untilTrue(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const until = Date.now() + endMilliseconds;
  while (!(await isTrue()) && Date.now() < until) await delay(250);
}
