import type { RequestOf, ResponseOf, RouteId, StreamEvent } from '@interlock/cockpit-api';

/** Refuses a call, as the Cockpit would. */
export class Refused extends Error {
  readonly status: number;
  readonly body: object;
  constructor(status: number, body: object) {
    super(`refused with ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** Tells the stream of an event. */
export type Tell = (event: StreamEvent) => void;

/** Answers to some of the calls. */
export type Answers = { readonly [Id in RouteId]?: (request: RequestOf<Id>) => ResponseOf<Id> };

/** The refusal of an order that is not there. */
export const unknownOrder = (orderId: string) =>
  new Refused(420, {
    error: {
      code: 'JOC-400',
      problem: 'UnknownOrder',
      message: `ControllerObjectNotExistException: There is no order ${orderId}.`,
    },
    reference: 'r-7f3a20c1',
  });
