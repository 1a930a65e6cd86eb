import { folderOf, type ObjectPath, objectPath, succeed } from '@interlock/base';
import type { StreamEvent, StreamedEvent } from '@interlock/cockpit-api';
import { type AuthorizationRequest, authorize } from '@interlock/iam';
import { seesController } from '../../access/visible-controllers.ts';
import type { CallPorts } from '../../call-ports.ts';
import { currentWorkflow } from '../../controllers/mirror-reading.ts';
import type { Caller } from '../../sessions/caller.ts';
import { callerOf } from '../../sessions/caller-of.ts';
import { rightsCache } from '../../sessions/rights-cache.ts';
import type { Handler } from '../call-handler.ts';

/** A stream of what changes. Each event is held against the rights of the moment, and left out where they lack. */
export function events(ports: CallPorts): Handler<'interlock.events'> {
  const rightsOf = rightsCache();
  return async ({ caller, lastEventId, signal }) =>
    succeed(stream(ports, rightsOf, caller, lastEventId, signal));
}

/** For how long rights that were read are taken for those of the moment, in milliseconds (semantics §2.10). */
const rightsAgeMsMax = 500;

async function* stream(
  ports: CallPorts,
  rightsOf: ReturnType<typeof rightsCache>,
  first: Caller,
  lastEventId: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<StreamedEvent<StreamEvent>> {
  let caller = first;
  let readAtMs = ports.clock.now();
  for await (const item of ports.hub.subscribe(lastEventId, signal)) {
    const nowMs = ports.clock.now();
    if (Math.abs(nowMs - readAtMs) >= rightsAgeMsMax) {
      const present = await presentCaller(ports, rightsOf, first);
      if (present === undefined) return;
      if (present.rights !== caller.rights) yield { event: { kind: 'rights', atMs: nowMs } };
      caller = present;
      readAtMs = nowMs;
    }
    if ('lost' in item) yield { event: { kind: 'reset', atMs: nowMs } };
    else if (mayView(ports, caller, item.event)) yield { id: ports.hub.idOf(item), event: item.event };
  }
}

/** The caller with his rights of this moment; undefined where his session has ended. */
async function presentCaller(
  { data }: CallPorts,
  rightsOf: ReturnType<typeof rightsCache>,
  caller: Caller,
): Promise<Caller | undefined> {
  const session = await data.read.sessions.findById(caller.session.id);
  return session === undefined ? undefined : callerOf(data.read, session, rightsOf);
}

/** Whether the caller may know of an event: the decision that the call about its object would make. */
export function mayView(ports: CallPorts, caller: Caller, event: StreamEvent): boolean {
  const holds = (request: AuthorizationRequest) => authorize(caller.rights, request).allowed;
  switch (event.kind) {
    case 'order':
    case 'taskLog':
      return holds({ permission: 'sos:products:controller:orders:view', ...placeOf(ports, event) });
    case 'workflow':
      return holds({ permission: 'sos:products:controller:workflows:view', ...placeOf(ports, event) });
    case 'agent':
      return holds({ permission: 'sos:products:controller:agents:view', controllerId: event.controllerId });
    case 'controller':
      return seesController(caller, event.controllerId);
    case 'inventory': {
      const path = objectPath(event.path);
      return (
        path.ok && holds({ permission: 'sos:products:joc:inventory:view', folder: folderOf(path.value) })
      );
    }
    case 'rights':
    case 'reset':
      return true;
  }
}

// The folder is that in which the workflow stands now (semantics §5.1).
function placeOf(
  ports: CallPorts,
  { controllerId, workflowPath }: { readonly controllerId: string; readonly workflowPath: string },
) {
  const mirror = ports.controllers.find(controllerId)?.mirror();
  const now = mirror === undefined ? undefined : currentWorkflow(mirror, workflowPath)?.id.path;
  return { controllerId, folder: folderOf((now ?? workflowPath) as ObjectPath) };
}
