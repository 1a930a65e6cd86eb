import type { OrderAnswer } from '@interlock/cockpit-api';
import type { NamedValues } from '@interlock/workflow';

/** Named values as the JSON that goes over the wire. */
export function plainValues(values: NamedValues): NonNullable<OrderAnswer['arguments']> {
  return values as NonNullable<OrderAnswer['arguments']>;
}
