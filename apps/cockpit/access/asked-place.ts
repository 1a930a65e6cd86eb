import {
  type FolderPath,
  folderOf,
  folderPath,
  objectPath,
  type Problem,
  problem,
  type Result,
  refuse,
  succeed,
} from '@interlock/base';
import type { RequestOf } from '@interlock/cockpit-api';
import { authorize } from '@interlock/iam';
import { findOrder } from '@interlock/workflow';
import type { CallPorts } from '../call-ports.ts';
import { unknownOrder } from '../calls/orders/select-orders.ts';
import { controllerOf } from '../controllers/controller-of.ts';
import { folderOfOrder, knownMirror } from '../controllers/mirror-reading.ts';
import type { Caller } from '../sessions/caller.ts';

/**
 * The folder that a question is about: the one it names, or that of the object it names. Paths say it by themselves,
 * so that nothing is told of whether the object exists; an order has to be one that the caller may view.
 */
export function askedFolder(
  ports: Pick<CallPorts, 'controllers'>,
  caller: Caller,
  request: Pick<RequestOf<'iam.explain'>, 'controllerId' | 'folder' | 'objectType' | 'path'>,
): Result<FolderPath | undefined> {
  const { folder, objectType, path } = request;
  if (folder !== undefined)
    return path === undefined && objectType === undefined
      ? folderPath(folder, 'folder')
      : refuse(misplaced('folder', 'A folder is not named together with an object.'));
  if (path === undefined)
    return objectType === undefined
      ? succeed(undefined)
      : refuse(misplaced('path', 'The path of the object is missing.'));
  if (objectType === 'ORDER') return folderOfNamedOrder(ports, caller, request.controllerId, path);
  if (objectType === 'FOLDER') return folderPath(path, 'path');
  const object = objectPath(path, 'path');
  return object.ok ? succeed(folderOf(object.value)) : object;
}

function folderOfNamedOrder(
  ports: Pick<CallPorts, 'controllers'>,
  caller: Caller,
  controllerId: string | undefined,
  orderId: string,
): Result<FolderPath> {
  const controller = controllerOf(ports.controllers, caller, controllerId);
  if (!controller.ok) return controller;
  const mirror = knownMirror(controller.value);
  if (!mirror.ok) return mirror;
  const order = findOrder(mirror.value.state, orderId);
  if (order === undefined) return refuse(unknownOrder(orderId));
  const folder = folderOfOrder(mirror.value, order);
  const view = {
    permission: 'sos:products:controller:orders:view',
    controllerId: controller.value.controllerId,
    folder,
  };
  return authorize(caller.rights, view).allowed ? succeed(folder) : refuse(unknownOrder(orderId));
}

function misplaced(field: string, message: string): Problem {
  return problem('InvalidInput', message, { field });
}
