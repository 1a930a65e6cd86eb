import { z } from 'zod';
import { given, listOf, text, textOrNumber } from '../../fields/js7-field.ts';
import { jsonValue } from '../../fields/json-value.ts';
import { auditComment, controllerId, orderId, timeZone } from '../../fields/selectors.ts';
import { route } from '../../route.ts';

/** Arguments by name; one client sends a list of names and values in their place. */
const orderArguments = z.preprocess(
  (value) =>
    Array.isArray(value) && value.every(isNamedValue)
      ? Object.fromEntries(value.map((entry) => [entry.name, entry.value]))
      : value,
  z.record(z.string().min(1).max(255), jsonValue),
);

// Names that no key of a body may have are no names in a list either (semantics §8.3).
function isNamedValue(entry: unknown): entry is { readonly name: string; readonly value: unknown } {
  if (typeof entry !== 'object' || entry === null || !('name' in entry) || !('value' in entry)) return false;
  return typeof entry.name === 'string' && !['__proto__', 'constructor', 'prototype'].includes(entry.name);
}

/** A position in a workflow: a label, or the path of instructions. */
const position = z.union([z.string().max(255), z.array(z.union([z.string(), z.int()])).max(1_000)]);

/** Adds orders, all or none. */
export const addOrders = route({
  path: '/orders/add',
  summary: 'Adds orders, all or none.',
  request: z.object({
    controllerId,
    orders: listOf(
      z.object({
        /** Our own field: the same id with the same content twice is one order (semantics §5.7). */
        orderId: given(orderId),
        orderName: given(textOrNumber()),
        workflowPath: text(1024),
        /** Empty or `now`: at once; `never`; `now + SECONDS`; `now + HH:mm[:ss]`; `yyyy-MM-dd HH:mm[:ss]`. */
        scheduledFor: given(text(64)),
        timeZone,
        arguments: given(orderArguments),
        startPosition: given(position),
        endPositions: given(listOf(position)),
        blockPosition: given(position),
      }),
    ),
    auditLog: auditComment,
  }),
  response: z.strictObject({ orderIds: z.array(z.string()) }),
  access: { kind: 'anyOf', permissions: ['sos:products:controller:orders:create'] },
  controller: 'body',
  folder: 'object',
  changes: true,
  auditEvent: 'OrdersAdded',
});
