import { folderOf, type ObjectPath, objectPath, succeed } from '@interlock/base';
import type { StreamEvent, StreamedEvent } from '@interlock/cockpit-api';
import { type AuthorizationRequest, authorize } from '@interlock/iam';
import { seesController } from '../../access/visible-controllers.ts';
import type { CallPorts } from '../../call-ports.ts';
import { currentWorkflow } from '../../controllers/mirror-reading.ts';
import type { HubEvent } from '../../events/event-hub.ts';
import { itemsAndChanges } from '../../events/items-and-changes.ts';
import type { Caller } from '../../sessions/caller.ts';
import type { FollowedCaller } from '../../sessions/caller-watch.ts';
import type { Handler } from '../call-handler.ts';

/**
 * A stream of what changes. Each event is held against the rights of the moment, and left out where they lack. The
 * stream ends with the session or token, and where no role is left to its account (semantics §2.10).
 */
export function events(ports: CallPorts): Handler<'interlock.events'> {
  return async ({ caller, credential, lastEventId, signal }) => {
    const end = new AbortController();
    const followed = ports.watch.follow(caller, credential, AbortSignal.any([signal, end.signal]));
    const source = stream(ports, followed, caller, lastEventId);
    // A generator that waits can't be returned from: its reader's leaving has to reach what it waits for.
    const leave = () => {
      end.abort();
      return source.return(undefined);
    };
    return succeed({ [Symbol.asyncIterator]: () => ({ next: () => source.next(), return: leave }) });
  };
}

type Item = HubEvent<StreamEvent> | { readonly lost: true };

async function* stream(
  ports: CallPorts,
  followed: FollowedCaller,
  first: Caller,
  lastEventId: string | undefined,
): AsyncGenerator<StreamedEvent<StreamEvent>> {
  const items = ports.hub.subscribe(lastEventId, followed.signal)[Symbol.asyncIterator]();
  let { rights } = first;
  for await (const turn of itemsAndChanges<Item>(items, (changed) => followed.onChange(changed))) {
    const caller = await followed.present();
    if (caller === undefined) return;
    const atMs = ports.clock.now();
    if (caller.rights !== rights) {
      yield { event: { kind: 'rights', atMs } };
      if (rights.roles.length > 0 && caller.rights.roles.length === 0) return;
      rights = caller.rights;
    }
    if ('changed' in turn) continue;
    if ('lost' in turn.item) yield { event: { kind: 'reset', atMs } };
    else if (mayView(ports, caller, turn.item.event))
      yield { id: ports.hub.idOf(turn.item), event: turn.item.event };
  }
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
