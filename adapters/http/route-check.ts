import { apiPath, type Route, routes } from '@interlock/cockpit-api';

/**
 * Holds the route table against its own rules. A route that says too little about itself does not start: the server
 * throws, so that no call is ever reachable by accident.
 */
export function checkRoutes(
  handlers: Readonly<Record<string, unknown>>,
  permissionNames: ReadonlySet<string>,
  table: Readonly<Record<string, Route>> = routes,
): void {
  const faults = Object.entries(table).flatMap(([id, route]) =>
    faultsOf(id, route, handlers, permissionNames).map((fault) => `${id}: ${fault}`),
  );
  const paths = Object.values(table).map(({ method, path }) => `${method} ${path}`);
  if (new Set(paths).size !== paths.length) faults.push('two routes have one path');
  if (faults.length > 0) throw new Error(`The route table is not complete: ${faults.join('; ')}.`);
}

function faultsOf(
  id: string,
  route: Route,
  handlers: Readonly<Record<string, unknown>>,
  permissionNames: ReadonlySet<string>,
): readonly string[] {
  const faults: string[] = [];
  if (route.path !== `/${id.replaceAll('.', '/')}`)
    faults.push(`its path is not ${apiPath}/${id.replaceAll('.', '/')}`);
  if (typeof handlers[id] !== 'function') faults.push('it has no handler');
  if (route.method === 'GET' && route.changes) faults.push('GET changes something');
  if (route.changes !== (route.auditEvent !== undefined))
    faults.push('a change and an audit event go together');
  return [...faults, ...accessFaults(route, permissionNames)];
}

function accessFaults(route: Route, permissionNames: ReadonlySet<string>): readonly string[] {
  const { access } = route;
  if (access.kind === 'anonymous' || access.kind === 'session')
    return access.reason.trim() === '' ? ['it asks for no permission and says no reason'] : [];
  const unknown = access.permissions.filter((name) => !permissionNames.has(name));
  const isView = access.permissions.every((name) => name.endsWith(':view'));
  return [
    ...unknown.map((name) => `the permission ${name} is not in the catalogue`),
    ...(access.permissions.length === 0 ? ['it names no permission'] : []),
    ...(route.changes && isView ? ['it changes with a right to view'] : []),
  ];
}
