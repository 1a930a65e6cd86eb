import { type ObjectPath, objectPath } from '@interlock/base';
import type { CallPorts } from '../call-ports.ts';
import { currentWorkflow, lastSegment } from '../controllers/mirror-reading.ts';

/**
 * The paths that paths or names mean for the history: as given where they are paths, and where the workflow of that
 * name stands now. What names nothing gives a path that nothing has, so that a filter by it finds nothing.
 */
export function workflowPathsOf(ports: CallPorts, given: readonly string[]): readonly ObjectPath[] {
  const paths = given.flatMap((pathOrName) => {
    const now = ports.controllers
      .list()
      .flatMap((controller) => currentWorkflow(controller.mirror(), pathOrName)?.id.path ?? []);
    return [pathOrName.startsWith('/') ? pathOrName : `/${lastSegment(pathOrName)}`, ...now];
  });
  return [...new Set(paths)].flatMap((path) => {
    const checked = objectPath(path);
    return checked.ok ? [checked.value] : ['/' as ObjectPath];
  });
}
