import { CliFault } from '../client/cli-fault.ts';
import {
  type CommandContext,
  callInSession,
  columns,
  printResult,
  requireSession,
} from '../client/command-context.ts';
import { exitCodes } from '../exit-codes.ts';

/** Options that every order command knows. */
interface ControllerOption {
  readonly controller?: string;
}

/** Options of `interlock order add`. */
export interface OrderAddOptions extends ControllerOption {
  readonly arg?: readonly string[];
  readonly orderId?: string;
  readonly name?: string;
  readonly at?: string;
  readonly reason?: string;
}

/** Adds an order. With an order id the command may be repeated: it is one order. */
export async function orderAddCommand(
  context: CommandContext,
  workflow: string,
  options: OrderAddOptions,
): Promise<void> {
  const order = {
    workflowPath: workflow,
    arguments: argumentsOf(options.arg ?? []),
    ...(options.orderId === undefined ? {} : { orderId: options.orderId }),
    ...(options.name === undefined ? {} : { orderName: options.name }),
    ...(options.at === undefined ? {} : { scheduledFor: options.at }),
  };
  const answer = await callInSession<{ readonly orderIds: readonly string[] }>(context, '/orders/add', {
    controllerId: controllerOf(context, options),
    orders: [order],
    ...reasonOf(options.reason),
  });
  printResult(context, answer, answer.orderIds);
}

/** `name=value` texts as arguments; what reads as a number or a boolean is one. */
export function argumentsOf(texts: readonly string[]): Readonly<Record<string, string | number | boolean>> {
  return Object.fromEntries(
    texts.map((text) => {
      const cut = text.indexOf('=');
      if (cut < 1) throw new CliFault(exitCodes.usage, `${text}: an argument is written name=value.`);
      return [text.slice(0, cut), typedValue(text.slice(cut + 1))];
    }),
  );
}

function typedValue(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$/.test(text) ? Number(text) : text;
}

/** Options of `interlock order list`. */
export interface OrderListOptions extends ControllerOption {
  readonly state?: readonly string[];
  readonly workflow?: string;
}

interface OrderRow {
  readonly orderId: string;
  readonly workflowId: { readonly path: string };
  readonly state: { readonly _text: string; readonly _reason?: string };
  readonly positionString: string;
}

/** Lists the orders at a Controller. */
export async function orderListCommand(context: CommandContext, options: OrderListOptions): Promise<void> {
  const { orders } = await callInSession<{ readonly orders: readonly OrderRow[] }>(context, '/orders', {
    controllerId: controllerOf(context, options),
    ...(options.state === undefined ? {} : { states: options.state.map((state) => state.toUpperCase()) }),
    ...(options.workflow === undefined ? {} : { workflowIds: [{ path: options.workflow }] }),
  });
  const rows = orders.map((order) => [
    order.orderId,
    order.state._text,
    order.workflowId.path,
    order.positionString,
  ]);
  printResult(
    context,
    orders,
    rows.length === 0 ? ['No orders.'] : columns([['ORDER', 'STATE', 'WORKFLOW', 'POSITION'], ...rows]),
  );
}

/** Options of `interlock order cancel`. */
export interface OrderCancelOptions extends ControllerOption {
  readonly kill?: boolean;
  readonly reason?: string;
}

/** Cancels orders, all or none; with `kill` their processes are ended. */
export async function orderCancelCommand(
  context: CommandContext,
  orderIds: readonly string[],
  options: OrderCancelOptions,
): Promise<void> {
  await callInSession(context, '/orders/cancel', {
    controllerId: controllerOf(context, options),
    orderIds,
    kill: options.kill === true,
    ...reasonOf(options.reason),
  });
  printResult(context, { orderIds }, [`Cancelled: ${orderIds.join(', ')}`]);
}

function controllerOf(context: CommandContext, options: ControllerOption): string {
  return options.controller ?? requireSession(context).controllerId;
}

function reasonOf(reason: string | undefined): { readonly auditLog?: { readonly comment: string } } {
  return reason === undefined ? {} : { auditLog: { comment: reason } };
}
