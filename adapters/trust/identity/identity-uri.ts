import { objectName, problem, type Result, refuse, succeed } from '@interlock/base';
import { isInstallationId } from './installation-id.ts';

/** Who a program is: its role and its id, within one installation (semantics §4.1). */
export type ProgramIdentity =
  | { readonly role: 'cockpit'; readonly installation: string; readonly id: string }
  | { readonly role: 'controller'; readonly installation: string; readonly id: string }
  | {
      readonly role: 'agent';
      readonly installation: string;
      readonly id: string;
      /** The Controller that it belongs to. */
      readonly controllerId: string;
    };

/**
 * The URI that stands for a program in its certificate:
 * `interlock://cockpit.<installation>/<id>`, `interlock://controller.<installation>/<id>` or
 * `interlock://agent.<controller>.<installation>/<id>`.
 *
 * @returns a refusal where an id has no canonical form, or is too long for its place.
 */
export function identityUri(identity: ProgramIdentity): Result<string> {
  if (!isInstallationId(identity.installation)) return invalid('The id of the installation is none.');
  if (!objectName(identity.id).ok) return invalid(`The id ${JSON.stringify(identity.id)} is not canonical.`);
  const zone = zoneOf(identity);
  if (zone === undefined) return invalid('The id of the Controller is not canonical, or too long.');
  return succeed(`interlock://${zone}.${identity.installation}/${encodeURIComponent(identity.id)}`);
}

function zoneOf(identity: ProgramIdentity): string | undefined {
  if (identity.role !== 'agent') return identity.role;
  const label = labelOf(identity.controllerId);
  return label === undefined ? undefined : `agent.${label}`;
}

/** Reads a program's URI; only the very text that {@link identityUri} gives is taken. */
export function parseIdentityUri(uri: string): Result<ProgramIdentity> {
  const parts = /^interlock:\/\/(cockpit|controller|agent\.([a-z0-9-]+))\.([a-z2-7]{16})\/([^/]+)$/.exec(uri);
  const identity = parts === null ? undefined : identityOf(parts);
  const again = identity === undefined ? undefined : identityUri(identity);
  if (identity === undefined || again?.ok !== true || again.value !== uri)
    return invalid('The URI names no program.');
  return succeed(identity);
}

function identityOf([, zone = '', label, installation = '', path = '']: RegExpExecArray):
  | ProgramIdentity
  | undefined {
  const id = decoded(path);
  if (id === undefined) return undefined;
  if (zone === 'cockpit' || zone === 'controller') return { role: zone, installation, id };
  const controllerId = idOfLabel(label ?? '');
  return controllerId === undefined ? undefined : { role: 'agent', installation, id, controllerId };
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

// A host is compared without regard to case and may hold letters, digits and hyphens only, an id may hold more: such an
// id stands as `x--` and the hexadecimal of its UTF-8 bytes. No canonical name doubles a hyphen, so none is mistaken.
// The host is never looked up, so a label may be longer than DNS has them: ids of 64 ASCII characters always fit.
const labelLengthMax = 160;
const plainLabel = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function labelOf(id: string): string | undefined {
  if (!objectName(id).ok) return undefined;
  const label = plainLabel.test(id) ? id : `x--${Buffer.from(id).toString('hex')}`;
  return label.length <= labelLengthMax ? label : undefined;
}

function idOfLabel(label: string): string | undefined {
  if (!label.startsWith('x--')) return label;
  return Buffer.from(label.slice(3), 'hex').toString();
}

function invalid(message: string): Result<never> {
  return refuse(problem('InvalidInput', message));
}
