/**
 * The catalogue of everything that can be refused. A code is stable: clients, tests and documentation name it.
 * `kind` says what sort of refusal it is; the border of each program turns the kind into its own status.
 */
export const problemCodes = {
  // bad input
  InvalidInput: { kind: 'invalid', text: 'The request is not well formed.' },
  InvalidName: { kind: 'invalid', text: 'A name is not in its canonical form.' },
  InvalidPath: { kind: 'invalid', text: 'A path is not in its canonical form.' },
  InvalidWorkflow: { kind: 'invalid', text: 'The workflow is not valid.' },
  InvalidExpression: { kind: 'invalid', text: 'The expression can not be read.' },
  InvalidArguments: { kind: 'invalid', text: 'The arguments do not fit the workflow.' },
  MissingControllerId: { kind: 'invalid', text: 'A Controller id is needed here.' },
  PasswordRefused: { kind: 'invalid', text: 'The password does not meet the rules.' },
  TooLarge: { kind: 'tooLarge', text: 'The request is larger than allowed.' },
  // not there, or not to be seen
  UnknownObject: { kind: 'notFound', text: 'There is no such object.' },
  UnknownAccount: { kind: 'notFound', text: 'There is no such account.' },
  UnknownIdentityService: { kind: 'notFound', text: 'There is no such Identity Service.' },
  UnknownRole: { kind: 'notFound', text: 'There is no such role.' },
  UnknownWorkflow: { kind: 'notFound', text: 'There is no such workflow.' },
  UnknownOrder: { kind: 'notFound', text: 'There is no such order.' },
  UnknownAgent: { kind: 'notFound', text: 'There is no such Agent.' },
  UnknownController: { kind: 'notFound', text: 'There is no such Controller.' },
  // the present state forbids it
  DuplicateOrder: { kind: 'conflict', text: 'An order with this id and other content exists.' },
  DuplicateName: { kind: 'conflict', text: 'The name has to be unique.' },
  LastAdministrator: {
    kind: 'conflict',
    text: 'Nobody would be left who can administer accounts.',
  },
  StillUsed: { kind: 'conflict', text: 'Something else still needs it.' },
  OrderNotInState: { kind: 'conflict', text: 'The order is not in a state that allows this.' },
  // identity and rights
  LoginRefused: { kind: 'unauthenticated', text: 'Access denied' },
  SessionUnknown: { kind: 'sessionUnknown', text: 'The session is unknown or has ended.' },
  PermissionDenied: { kind: 'denied', text: 'The account lacks the permission.' },
  PasswordChangeRequired: { kind: 'denied', text: 'The password has to be changed first.' },
  CrossSiteRefused: { kind: 'denied', text: 'The call comes from another site.' },
  Throttled: { kind: 'throttled', text: 'Too many requests.' },
  // the world
  ControllerUnreachable: { kind: 'unavailable', text: 'The Controller can not be reached.' },
  AgentUnreachable: { kind: 'unavailable', text: 'The Agent can not be reached.' },
  AuditUnavailable: {
    kind: 'unavailable',
    text: 'The audit record can not be written, so nothing was changed.',
  },
  IdentityServiceUnavailable: { kind: 'unavailable', text: 'The Identity Service can not be asked.' },
  StorageUnavailable: { kind: 'unavailable', text: 'The data store can not be written.' },
  HopTokenRefused: { kind: 'denied', text: 'The token of this hop is refused.' },
  CertificateRefused: { kind: 'denied', text: 'The certificate is refused.' },
  JoinRefused: { kind: 'denied', text: 'The join token is refused.' },
  KeyUnusable: { kind: 'unavailable', text: 'A key or a certificate of this program can not be used.' },
  Internal: { kind: 'internal', text: 'Something went wrong here; nothing was changed.' },
} as const satisfies Record<string, { readonly kind: ProblemKind; readonly text: string }>;

/** A stable name of a refusal. */
export type ProblemCode = keyof typeof problemCodes;

/** What sort of refusal it is, from which a border derives its status. */
export type ProblemKind =
  | 'invalid'
  | 'tooLarge'
  | 'notFound'
  | 'conflict'
  | 'unauthenticated'
  | 'sessionUnknown'
  | 'denied'
  | 'throttled'
  | 'unavailable'
  | 'internal';
