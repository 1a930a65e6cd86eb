import {
  type Clock,
  type Log,
  problem,
  type Result,
  refuse,
  succeed,
  type Transactor,
} from '@interlock/base';
import type { CallGate, Credential, Refused, RequestFacts, Route } from '@interlock/cockpit-api';
import {
  type AuthorizationRequest,
  allControllers,
  allowedSomewhere,
  type IamPorts,
  isPermission,
  permissionCatalog,
  touch,
} from '@interlock/iam';
import { lacking } from '../access/decide.ts';
import type { DecisionTrail } from '../access/decision-trail.ts';
import type { ControllerGateway } from '../controllers/controller-gateway.ts';
import { controllerOf } from '../controllers/controller-of.ts';
import type { Caller } from './caller.ts';
import type { CallerWatch } from './caller-watch.ts';
import type { PresentCallers } from './present-callers.ts';

/** What the gate needs. */
export interface SessionGatePorts {
  readonly data: Transactor<IamPorts>;
  readonly controllers: ControllerGateway;
  readonly callers: PresentCallers;
  readonly watch: CallerWatch;
  readonly clock: Clock;
  readonly log: Log;
  readonly decisions: Pick<DecisionTrail, 'notesOf'>;
  /** Notes refusals for the audit trail. */
  readonly refused: (refusal: Refused<Caller>) => void;
}

/** Tells who calls, and whether he may make the call at all: each time anew, from what is stored now. */
export function sessionGate(ports: SessionGatePorts): CallGate<Caller> {
  return {
    identify(credential, facts, isActivity) {
      const found = ports.callers.find(credential);
      const admitted = (caller: Caller | undefined) =>
        admit(ports, caller, { credential, facts, isActivity });
      // Nearly always nothing has changed and nothing is to be written: then nobody waits.
      return found instanceof Promise ? found.then(admitted) : admitted(found);
    },
    identifyAgain(credential, facts) {
      const found = ports.callers.find(credential);
      const admitted = (caller: Caller | undefined) => admittedCaller(ports, caller, facts);
      return found instanceof Promise ? found.then(admitted) : admitted(found);
    },
    untilEnded: (caller, credential, signal) => ports.watch.follow(caller, credential, signal).signal,
    calledByToken: ({ apiToken }) => apiToken !== undefined,
    accountOf: ({ accountName }) => accountName,
    mustChangePassword: ({ mustChangePassword }) => mustChangePassword,
    authorize: async (route, request, caller) => authorizeRoute(ports.controllers, route, request, caller),
    refused: ports.refused,
  };
}

/** A call, as far as it is known before it is decided. */
interface ArrivedCall {
  readonly credential: Credential;
  readonly facts: RequestFacts;
  readonly isActivity: boolean;
}

function admit(
  ports: SessionGatePorts,
  caller: Caller | undefined,
  call: ArrivedCall,
): Result<Caller> | Promise<Result<Caller>> {
  const admitted = admittedCaller(ports, caller, call.facts);
  if (!admitted.ok || caller === undefined) return admitted;
  // An API token has no idle limit: its last use is noted whoever made it.
  const usedAtMs =
    call.isActivity || caller.apiToken !== undefined ? touch(caller.session, ports.clock.now()) : undefined;
  return usedAtMs === undefined ? admitted : noteUse(ports, caller, call, usedAtMs).then(() => admitted);
}

function admittedCaller(
  { decisions }: Pick<SessionGatePorts, 'decisions'>,
  caller: Caller | undefined,
  facts: RequestFacts,
): Result<Caller> {
  if (caller === undefined) return refuse(problem('SessionUnknown'));
  // A program can't change the password, so nothing at all is open to it until its owner has.
  if (caller.apiToken !== undefined && caller.mustChangePassword)
    return refuse(problem('PasswordChangeRequired'));
  return succeed({ ...caller, decisions: decisions.notesOf(caller, facts) });
}

// A use that can not be written is no reason to refuse: it only lets the session end earlier.
async function noteUse(
  { data, callers, log }: SessionGatePorts,
  { session, apiToken }: Caller,
  { credential }: ArrivedCall,
  usedAtMs: number,
): Promise<void> {
  try {
    await data.change(({ sessions, apiTokens }) =>
      (apiToken === undefined ? sessions : apiTokens).touch(session.id, usedAtMs),
    );
    callers.forget(credential);
  } catch (fault) {
    log.warn('the use of a session was not written', { session: session.id, fault });
  }
}

/**
 * Whether a caller may make a call at all. What has a folder is decided by the call for its object; here he only has
 * to hold the right somewhere.
 */
export function authorizeRoute(
  gateway: ControllerGateway,
  route: Pick<Route, 'access' | 'controller' | 'folder'>,
  request: unknown,
  caller: Caller,
): Result<void> {
  const asked = controllersAsked(route, request);
  for (const controllerId of asked ?? []) {
    const known = controllerOf(gateway, caller, controllerId);
    if (!known.ok) return known;
  }
  const { access } = route;
  if (access.kind === 'anonymous' || access.kind === 'session') return succeed(undefined);
  const places = asked ?? [...gateway.list().map(({ controllerId }) => controllerId), allControllers];
  const holds = (permission: string) => holdsSomewhere(caller, permission, places, asked !== undefined);
  const missing = access.permissions.filter((permission) => !holds(permission));
  const isAllowed =
    access.kind === 'allOf' ? missing.length === 0 : missing.length < access.permissions.length;
  const [first] = missing;
  if (isAllowed) {
    const held = access.permissions.filter((permission) => !missing.includes(permission));
    // Where the call decides about each object besides, that is what is counted.
    if (route.folder !== 'object') noteHeld(caller, held, asked);
    return succeed(undefined);
  }
  if (first === undefined || !isPermission(first)) return refuse(problem('PermissionDenied'));
  const place = asked?.find((controllerId) => !holdsSomewhere(caller, first, [controllerId], true));
  caller.decisions?.note(requestAt(first, place), { allowed: false, told: true });
  return refuse(
    lacking(first, asked?.length === 1 && asked[0] !== undefined ? { controllerId: asked[0] } : {}),
  );
}

/** Counts the rights by which a call is let in. */
function noteHeld(
  caller: Caller,
  held: readonly string[],
  asked: readonly (string | undefined)[] | undefined,
): void {
  for (const permission of held)
    for (const place of asked ?? [undefined])
      caller.decisions?.note(requestAt(permission, place), { allowed: true, told: true });
}

/** What was asked of the gate: a permission of the Cockpit is held for no Controller. */
function requestAt(permission: string, controllerId: string | undefined): AuthorizationRequest {
  const isOfController = isPermission(permission) && permissionCatalog[permission].scope === 'controller';
  return { permission, ...(isOfController && controllerId !== undefined ? { controllerId } : {}) };
}

/** The Controllers that a request names; undefined where none is named and none has to be. */
function controllersAsked(
  { controller }: Pick<Route, 'controller'>,
  request: unknown,
): readonly (string | undefined)[] | undefined {
  const { controllerId, controllerIds } = (request ?? {}) as {
    readonly controllerId?: string;
    readonly controllerIds?: readonly string[];
  };
  if (controller === 'body') return [controllerId];
  if (controller === 'bodyList') return controllerIds?.length ? controllerIds : [undefined];
  return controller === 'bodyOrAll' && controllerId !== undefined ? [controllerId] : undefined;
}

/** At each of the places that were asked for, or, where none was, at any. */
function holdsSomewhere(
  caller: Caller,
  permission: string,
  places: readonly (string | undefined)[],
  atEach: boolean,
): boolean {
  if (!isPermission(permission)) return false;
  if (permissionCatalog[permission].scope === 'cockpit')
    return allowedSomewhere(caller.rights, { permission });
  const holdsAt = (controllerId: string | undefined) =>
    controllerId !== undefined && allowedSomewhere(caller.rights, { permission, controllerId });
  return atEach ? places.length > 0 && places.every(holdsAt) : places.some(holdsAt);
}
