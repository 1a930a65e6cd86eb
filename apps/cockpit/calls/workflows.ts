import { succeed } from '@interlock/base';
import { folderFilter } from '@interlock/iam';
import { allVersions, type DeployedWorkflow } from '@interlock/workflow';
import { rowRights, workflowActions } from '../access/row-rights.ts';
import type { CallPorts } from '../call-ports.ts';
import { controllerOf } from '../controllers/controller-of.ts';
import { folderOfWorkflow, knownMirror, lastSegment } from '../controllers/mirror-reading.ts';
import { folderFilters, isAmongFolders } from '../mapping/folder-filters.ts';
import { isoTime } from '../mapping/iso-time.ts';
import { textFilter } from '../mapping/text-filter.ts';
import { workflowAnswer } from '../mapping/workflow.ts';
import type { Handler } from './call-handler.ts';

/** The deployed workflows that the caller may view, old versions that still have orders among them. */
export function listWorkflows(ports: CallPorts): Handler<'workflows'> {
  return async ({ caller, request }) => {
    const controller = controllerOf(ports.controllers, caller, request.controllerId);
    if (!controller.ok) return controller;
    const mirror = knownMirror(controller.value);
    if (!mirror.ok) return mirror;
    const folders = folderFilters(request.folders);
    if (!folders.ok) return folders;
    const pattern = textFilter(request.regex, 'regex');
    if (!pattern.ok) return pattern;
    const { controllerId } = controller.value;
    const mayView = folderFilter(caller.rights, {
      permission: 'sos:products:controller:workflows:view',
      controllerId,
    });
    const canOf = request.withPermissions ? rowRights(caller, workflowActions, controllerId) : undefined;
    const isNamed = workflowNames(request.workflowIds);
    const states = new Set(request.states ?? []);
    const workflows = [];
    for (const deployed of allVersions(mirror.value.state)) {
      const folder = folderOfWorkflow(mirror.value, deployed);
      const isWanted = request.workflowIds?.length
        ? isNamed(deployed)
        : isAmongFolders(folder, folders.value);
      if (!isWanted || !mayView(folder) || !pattern.value(deployed.id.path)) continue;
      if (states.size > 0 && !states.has('IN_SYNC')) continue;
      workflows.push(
        workflowAnswer(deployed, {
          isCurrent: deployed.isCurrent,
          compact: request.compact ?? false,
          ...(canOf === undefined ? {} : { can: canOf(folder) }),
        }),
      );
    }
    return succeed({ surveyDate: isoTime(mirror.value.atMs), workflows });
  };
}

function workflowNames(
  workflowIds: readonly { readonly path: string; readonly versionId?: string | undefined }[] | undefined,
): (deployed: DeployedWorkflow) => boolean {
  const wanted = (workflowIds ?? []).map(({ path, versionId }) => ({ name: lastSegment(path), versionId }));
  return ({ id }) =>
    wanted.some(
      ({ name, versionId }) =>
        name === lastSegment(id.path) && (versionId === undefined || versionId === id.versionId),
    );
}
