import type { AuditCategory } from './audit-category.ts';

/**
 * The catalogue of everything that stands in an audit trail. A name is stable: routes, tests and exports use it.
 * Whether it came about, says the record's outcome: `LoggedIn` with the outcome `refused` is a refused login.
 */
export const auditEvents = {
  // login and sessions
  LoggedIn: { category: 'IDENTITY', text: 'An account logged in.' },
  LoggedOut: { category: 'IDENTITY', text: 'An account logged out.' },
  SessionEnded: { category: 'IDENTITY', text: 'A session was ended by somebody else than its owner.' },
  DeviceForgotten: { category: 'IDENTITY', text: 'A browser is no longer a known device.' },
  PasswordChanged: { category: 'IDENTITY', text: 'An account changed its password.' },
  AccessRefused: { category: 'IDENTITY', text: 'A call was refused for want of a right or of a session.' },
  AccessExamined: { category: 'IDENTITY', text: 'The rights of others were looked at.' },
  CrossSiteRefused: { category: 'IDENTITY', text: 'A call from another site was refused.' },
  RequestsThrottled: { category: 'IDENTITY', text: 'A source sent more than is taken from it.' },
  // accounts, roles, Identity Services
  AccountStored: { category: 'IDENTITY', text: 'An account was created or changed.' },
  AccountRenamed: { category: 'IDENTITY', text: 'An account was renamed.' },
  AccountDeleted: { category: 'IDENTITY', text: 'An account was deleted.' },
  AccountEnabled: { category: 'IDENTITY', text: 'An account may log in again.' },
  AccountDisabled: { category: 'IDENTITY', text: 'An account may no longer log in.' },
  AccountBlocked: { category: 'IDENTITY', text: 'A name was put on the blocklist.' },
  AccountUnblocked: { category: 'IDENTITY', text: 'A name was taken off the blocklist.' },
  AccountUnthrottled: { category: 'IDENTITY', text: 'The failed logins of a name were forgotten.' },
  AccessRescued: {
    category: 'IDENTITY',
    text: 'The owner of the installation gave an account access back, on the console of the server.',
  },
  PasswordReset: { category: 'IDENTITY', text: 'The password of another account was set.' },
  PasswordChangeForced: { category: 'IDENTITY', text: 'An account has to change its password.' },
  RoleStored: { category: 'IDENTITY', text: 'A role was created or changed.' },
  RoleRenamed: { category: 'IDENTITY', text: 'A role was renamed.' },
  RoleDeleted: { category: 'IDENTITY', text: 'A role was deleted.' },
  RolesReordered: { category: 'IDENTITY', text: 'Roles were put into another order.' },
  PermissionsStored: { category: 'IDENTITY', text: 'Permissions of a role were stored.' },
  PermissionsDeleted: { category: 'IDENTITY', text: 'Permissions of a role were deleted.' },
  PermissionRenamed: { category: 'IDENTITY', text: 'A permission of a role was replaced by another.' },
  FoldersStored: { category: 'IDENTITY', text: 'Folders of a role were stored.' },
  FoldersDeleted: { category: 'IDENTITY', text: 'Folders of a role were deleted.' },
  FolderRenamed: { category: 'IDENTITY', text: 'A folder of a role was replaced by another.' },
  IdentityServiceStored: { category: 'IDENTITY', text: 'An Identity Service was created or changed.' },
  IdentityServiceRenamed: { category: 'IDENTITY', text: 'An Identity Service was renamed.' },
  IdentityServiceDeleted: { category: 'IDENTITY', text: 'An Identity Service was deleted.' },
  IdentityServicesReordered: {
    category: 'IDENTITY',
    text: 'Identity Services were put into another order.',
  },
  IdentityImported: { category: 'IDENTITY', text: 'Exported accounts and roles were stored.' },
  ApiTokenCreated: { category: 'IDENTITY', text: 'An API token was made for an account.' },
  ApiTokenRevoked: { category: 'IDENTITY', text: 'An API token was revoked.' },
  // certificates, keys, hops
  AuthorityCreated: { category: 'CERTIFICATES', text: 'A certificate authority was created.' },
  CertificateIssued: { category: 'CERTIFICATES', text: 'A certificate was issued.' },
  CertificateRevoked: { category: 'CERTIFICATES', text: 'A certificate was revoked.' },
  CertificatesInstalled: { category: 'CERTIFICATES', text: 'Renewed certificates were installed.' },
  KeyCreated: { category: 'CERTIFICATES', text: 'A key was created.' },
  JoinTokenCreated: { category: 'CERTIFICATES', text: 'A join token was created.' },
  JoinRefused: { category: 'CERTIFICATES', text: 'A join was tried without its token.' },
  PeerRefused: { category: 'CERTIFICATES', text: 'A program was refused by its certificate.' },
  HopTokenRefused: { category: 'CERTIFICATES', text: 'The token of a hop was refused.' },
  // Controllers and Agents
  ControllerJoining: { category: 'CONTROLLER', text: 'A Controller was dialled to join.' },
  ControllerJoined: { category: 'CONTROLLER', text: 'A Controller got its certificates.' },
  ControllerRegistered: { category: 'CONTROLLER', text: 'A Controller was registered or changed.' },
  ControllerRemoved: { category: 'CONTROLLER', text: 'A Controller was removed.' },
  ControllerSelected: { category: 'CONTROLLER', text: 'An account chose its Controller.' },
  AgentJoining: { category: 'CONTROLLER', text: 'An Agent was dialled to join.' },
  AgentJoined: { category: 'CONTROLLER', text: 'An Agent got its certificate.' },
  AgentRegistered: { category: 'CONTROLLER', text: 'An Agent was registered or changed.' },
  AgentAbandoned: { category: 'CONTROLLER', text: 'An Agent was given up: its steps count as lost.' },
  AgentRemoved: { category: 'CONTROLLER', text: 'An Agent was removed.' },
  ControllerCoupled: { category: 'CONTROLLER', text: 'A Controller coupled with an Agent.' },
  // orders and steps
  OrdersAdded: { category: 'CONTROLLER', text: 'Orders were added.' },
  OrdersCancelled: { category: 'CONTROLLER', text: 'Orders were cancelled.' },
  OrdersSuspended: { category: 'CONTROLLER', text: 'Orders were suspended.' },
  OrdersResumed: { category: 'CONTROLLER', text: 'Orders were resumed.' },
  StepStarted: { category: 'CONTROLLER', text: 'An Agent was told to start a step.' },
  StepKilled: { category: 'CONTROLLER', text: 'An Agent was told to kill a step.' },
  // inventory and deployment
  InventoryStored: { category: 'INVENTORY', text: 'An inventory object was created or changed.' },
  InventoryRenamed: { category: 'INVENTORY', text: 'An inventory object was renamed or moved.' },
  InventoryDeleted: { category: 'INVENTORY', text: 'An inventory object was deleted.' },
  WorkflowsDeployed: { category: 'DEPLOYMENT', text: 'Workflows were deployed or withdrawn.' },
  // settings, the programs and the trail itself
  SettingsStored: { category: 'SETTINGS', text: 'Settings were changed.' },
  LoggingChanged: { category: 'SETTINGS', text: 'Details in the log files were turned on or off.' },
  ProgramStarted: { category: 'OTHERS', text: 'A program began its work.' },
  ProgramStopped: { category: 'OTHERS', text: 'A program ended its work.' },
  AuditExported: { category: 'OTHERS', text: 'Audit records were exported.' },
  AuditCut: { category: 'OTHERS', text: 'Audit records beyond their age were removed.' },
} as const satisfies Readonly<Record<string, { readonly category: AuditCategory; readonly text: string }>>;

/** The name of something that stands in an audit trail. */
export type AuditEventName = keyof typeof auditEvents;

/** Whether a text names an entry of the catalogue. */
export function isAuditEventName(text: string): text is AuditEventName {
  return Object.hasOwn(auditEvents, text);
}
