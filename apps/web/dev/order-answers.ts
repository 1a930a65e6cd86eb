import type { OrderAnswer, OrderStateWord } from '@interlock/cockpit-api';
import { type Answers, type Tell, unknownOrder } from './answer.ts';
import { anOrder, moment, orderState, rightsOf } from './builders.ts';
import { orderEvent, type World } from './world.ts';

/** The living orders, and what is done with them. */
export function orderAnswers(world: World, tell: Tell): Answers {
  const surveyDate = () => moment(world.nowMs());
  const shown = (order: OrderAnswer, withRights?: boolean) => ({
    ...order,
    ...(withRights ? { can: rightsOf(world.lacking) } : {}),
  });
  const change = (
    ids: readonly string[] | undefined,
    event: string,
    how: (order: OrderAnswer) => OrderAnswer,
  ) => {
    for (const id of ids ?? []) {
      const order = world.orders.get(id);
      if (order === undefined) throw unknownOrder(id);
      world.orders.set(id, how(order));
      tell(orderEvent(world, id, event));
    }
    return { ok: true as const, surveyDate: surveyDate() };
  };
  const to = (word: OrderStateWord) => (order: OrderAnswer) => ({
    ...order,
    state: orderState(word),
    isResumable: word === 'SUSPENDED',
    isSuspendible: word === 'RUNNING',
  });
  return {
    orders: ({ orderIds, states, workflowIds, withPermissions, compact, limit }) => ({
      surveyDate: surveyDate(),
      orders: [...world.orders.values()]
        .filter((one) => orderIds === undefined || orderIds.includes(one.orderId))
        .filter((one) => states === undefined || (states as readonly string[]).includes(one.state._text))
        .filter(
          (one) => workflowIds === undefined || workflowIds.some((id) => id.path === one.workflowId.path),
        )
        .slice(0, limit === undefined || limit < 0 ? 10_000 : limit)
        .map((one) => {
          const { arguments: given, ...rest } = one;
          return shown(compact ? rest : { ...rest, ...(given ? { arguments: given } : {}) }, withPermissions);
        }),
    }),
    order: ({ orderId, withPermissions }) => {
      const found = world.orders.get(orderId);
      if (found === undefined) throw unknownOrder(orderId);
      return { ...shown(found, withPermissions), surveyDate: surveyDate() };
    },
    'orders.overview.snapshot': () => {
      const count = (...words: OrderStateWord[]) =>
        [...world.orders.values()].filter((one) => words.includes(one.state._text)).length;
      return {
        surveyDate: surveyDate(),
        orders: {
          pending: count('PENDING'),
          scheduled: count('SCHEDULED'),
          inProgress: count('INPROGRESS'),
          running: count('RUNNING'),
          suspended: count('SUSPENDED'),
          terminated: count('FINISHED', 'CANCELLED'),
          prompting: count('PROMPTING'),
          waiting: count('WAITING'),
          blocked: count('BLOCKED'),
          failed: count('FAILED', 'BROKEN'),
        },
      };
    },
    'orders.add': ({ orders }) => ({
      orderIds: orders.map((given, index) => {
        const orderId =
          given.orderId ??
          `#2026-11-22#T${43_000_000_000 + world.orders.size + index}-${given.orderName ?? 'maria'}`;
        world.orders.set(
          orderId,
          anOrder({
            orderId,
            workflowPath: given.workflowPath,
            word: 'SCHEDULED',
            scheduledFor: world.nowMs(),
          }),
        );
        tell(orderEvent(world, orderId, 'OrderAdded'));
        return orderId;
      }),
    }),
    'orders.cancel': ({ orderIds }) => change(orderIds, 'OrderCancelled', to('CANCELLED')),
    'orders.suspend': ({ orderIds }) => change(orderIds, 'OrderSuspended', to('SUSPENDED')),
    'orders.resume': ({ orderIds }) => change(orderIds, 'OrderResumed', to('RUNNING')),
  };
}
