import { problem, type Result, refuse, succeed } from '@interlock/base';
import { seesController } from '../access/visible-controllers.ts';
import type { Caller } from '../sessions/caller.ts';
import type { ControllerGateway, RegisteredController } from './controller-gateway.ts';

/** The Controller that a call names. One that the caller may not know of is as unknown as one that is not there. */
export function controllerOf(
  gateway: ControllerGateway,
  caller: Caller,
  controllerId: string | undefined,
): Result<RegisteredController> {
  if (controllerId === undefined)
    return refuse(problem('MissingControllerId', undefined, { field: 'controllerId' }));
  const found = gateway.find(controllerId);
  if (found === undefined || !seesController(caller, controllerId))
    return refuse(unknownController(controllerId));
  return succeed(found);
}

/** There is no such Controller, or it may not be known. */
export function unknownController(controllerId: string) {
  return problem('UnknownController', `There is no Controller ${shown(controllerId)}.`, {
    field: 'controllerId',
  });
}

/** A name as a person reads it in a refusal: quoted, and not too long. */
export function shown(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
}
