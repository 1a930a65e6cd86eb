import { problem, refuse, succeed } from '@interlock/base';
import type { CallPorts } from '../../call-ports.ts';
import { controllerOf } from '../../controllers/controller-of.ts';
import { controllerAnswer } from '../../mapping/controller.ts';
import type { Handler } from '../call-handler.ts';

/** One Controller; refused while it is not reached. */
export function readController(ports: CallPorts): Handler<'controller'> {
  return async ({ caller, request }) => {
    const controller = controllerOf(ports.controllers, caller, request.controllerId);
    if (!controller.ok) return controller;
    const mirror = controller.value.mirror();
    if (!mirror.reachable) return refuse(problem('ControllerUnreachable', mirror.reason));
    return succeed({ controller: controllerAnswer(controller.value, mirror) });
  };
}
