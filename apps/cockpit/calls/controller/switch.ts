import { succeed } from '@interlock/base';
import type { CallPorts } from '../../call-ports.ts';
import { controllerOf } from '../../controllers/controller-of.ts';
import type { Handler } from '../call-handler.ts';

/** Remembers which Controller the caller has chosen. */
export function switchController(ports: CallPorts): Handler<'controller.switch'> {
  return async ({ caller, facts, request }) => {
    const controller = controllerOf(ports.controllers, caller, request.controllerId);
    if (!controller.ok) return controller;
    const { controllerId } = controller.value;
    await ports.data.change(async (stores) => {
      await stores.controllers.select(caller.accountKey, controllerId);
      await ports.audit.note(stores, {
        action: 'ControllerSelected',
        facts,
        caller,
        targets: [{ kind: 'controller', id: controllerId, controllerId }],
      });
    });
    return succeed({ ok: true });
  };
}
