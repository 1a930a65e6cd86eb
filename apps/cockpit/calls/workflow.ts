import { problem, refuse, succeed } from '@interlock/base';
import { decide } from '../access/decide.ts';
import { rowRights, workflowActions } from '../access/row-rights.ts';
import type { CallPorts } from '../call-ports.ts';
import { controllerOf, shown } from '../controllers/controller-of.ts';
import {
  currentWorkflow,
  folderOfWorkflow,
  knownMirror,
  workflowVersion,
} from '../controllers/mirror-reading.ts';
import { isoTime } from '../mapping/iso-time.ts';
import { workflowAnswer } from '../mapping/workflow.ts';
import type { Handler } from './call-handler.ts';

/** One deployed workflow, by path or unique name; without a version the current one. */
export function readWorkflow(ports: CallPorts): Handler<'workflow'> {
  return async ({ caller, request }) => {
    const controller = controllerOf(ports.controllers, caller, request.controllerId);
    if (!controller.ok) return controller;
    const mirror = knownMirror(controller.value);
    if (!mirror.ok) return mirror;
    const { path, versionId } = request.workflowId;
    const deployed =
      versionId === undefined
        ? currentWorkflow(mirror.value, path)
        : workflowVersion(mirror.value, path, versionId);
    const unknown = problem('UnknownWorkflow', `There is no workflow ${shown(path)}.`, {
      field: 'workflowId.path',
    });
    if (deployed === undefined) return refuse(unknown);
    const { controllerId } = controller.value;
    const folder = folderOfWorkflow(mirror.value, deployed);
    const view = 'sos:products:controller:workflows:view';
    const decision = decide(caller, { permission: view, view, controllerId, folder, unknown });
    if (!decision.ok) return decision;
    return succeed({
      surveyDate: isoTime(mirror.value.atMs),
      workflow: workflowAnswer(deployed, {
        isCurrent: currentWorkflow(mirror.value, path)?.id.versionId === deployed.id.versionId,
        compact: request.compact ?? false,
        ...(request.withPermissions ? { can: rowRights(caller, workflowActions, controllerId)(folder) } : {}),
      }),
    });
  };
}
