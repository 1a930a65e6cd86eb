import { refuse, succeed } from '@interlock/base';
import { controllerActions, rowRights } from '../../access/row-rights.ts';
import { controllersWith } from '../../access/visible-controllers.ts';
import type { CallPorts } from '../../call-ports.ts';
import { unknownController } from '../../controllers/controller-of.ts';
import { controllerAnswer } from '../../mapping/controller.ts';
import type { Handler } from '../call-handler.ts';

/** The Controllers that the caller may view, or the one that he names. */
export function listControllers(ports: CallPorts): Handler<'controllers'> {
  return async ({ caller, request }) => {
    const visible = controllersWith(caller, ports.controllers, 'sos:products:controller:view');
    const wanted = visible.filter(
      ({ controllerId }) => request.controllerId === undefined || controllerId === request.controllerId,
    );
    if (request.controllerId !== undefined && wanted.length === 0)
      return refuse(unknownController(request.controllerId));
    return succeed({
      controllers: wanted.map((controller) =>
        controllerAnswer(
          controller,
          controller.mirror(),
          request.withPermissions
            ? rowRights(caller, controllerActions, controller.controllerId)()
            : undefined,
        ),
      ),
    });
  };
}
