import {
  type Clock,
  type Log,
  problem,
  type Result,
  refuse,
  type Sha256,
  succeed,
  type Transactor,
} from '@interlock/base';
import type { CallGate, Refused, Route } from '@interlock/cockpit-api';
import {
  allControllers,
  allowedSomewhere,
  type IamPorts,
  isPermission,
  permissionCatalog,
  type Session,
  touch,
} from '@interlock/iam';
import { lacking } from '../access/decide.ts';
import type { ControllerGateway } from '../controllers/controller-gateway.ts';
import { controllerOf } from '../controllers/controller-of.ts';
import type { Caller } from './caller.ts';
import { callerOf } from './caller-of.ts';
import { findSession } from './find-session.ts';
import { rightsCache } from './rights-cache.ts';

/** What the gate needs. */
export interface SessionGatePorts {
  readonly data: Transactor<IamPorts>;
  readonly controllers: ControllerGateway;
  readonly clock: Clock;
  readonly sha256: Sha256;
  readonly log: Log;
  /** Notes refusals for the audit trail. */
  readonly refused: (refusal: Refused<Caller>) => void;
}

/** Tells who calls, and whether he may make the call at all: each time anew, from what is stored now. */
export function sessionGate(ports: SessionGatePorts): CallGate<Caller> {
  const rightsOf = rightsCache();
  return {
    async identify(credential, _facts, isActivity) {
      const { read } = ports.data;
      const session = await findSession(read.sessions, credential, ports.clock.now(), ports.sha256);
      if (session === undefined) return refuse(problem('SessionUnknown'));
      const caller = await callerOf(read, session, rightsOf);
      if (caller === undefined) return refuse(problem('SessionUnknown'));
      if (isActivity) await noteUse(ports, session);
      return succeed(caller);
    },
    accountOf: ({ accountName }) => accountName,
    mustChangePassword: ({ mustChangePassword }) => mustChangePassword,
    authorize: async (route, request, caller) => authorizeRoute(ports.controllers, route, request, caller),
    refused: ports.refused,
  };
}

// A use that can not be written is no reason to refuse: it only lets the session end earlier.
async function noteUse({ data, clock, log }: SessionGatePorts, session: Session): Promise<void> {
  const usedAtMs = touch(session, clock.now());
  if (usedAtMs === undefined) return;
  try {
    await data.change(({ sessions }) => sessions.touch(session.id, usedAtMs));
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
  route: Pick<Route, 'access' | 'controller'>,
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
  if (isAllowed || first === undefined || !isPermission(first))
    return isAllowed ? succeed(undefined) : refuse(problem('PermissionDenied'));
  return refuse(
    lacking(first, asked?.length === 1 && asked[0] !== undefined ? { controllerId: asked[0] } : {}),
  );
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
