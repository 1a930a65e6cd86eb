import type { ProblemCode } from '@interlock/base';

/** How JS7 names a refusal: the code that scripts read, and the class before the text, for which some of them look. */
export interface Js7Code {
  readonly code: `JOC-${number}`;
  readonly className?: string;
}

/**
 * How each of our refusals is named on `/joc/api`. JOC-400 is what scripts treat as a warning: a bad request, or an
 * object that is not there at the Controller. What does not stand here is JOC-420.
 */
export const js7Codes = {
  InvalidInput: { code: 'JOC-420' },
  InvalidName: { code: 'JOC-405' },
  InvalidPath: { code: 'JOC-405' },
  InvalidWorkflow: { code: 'JOC-405' },
  InvalidExpression: { code: 'JOC-405' },
  InvalidArguments: { code: 'JOC-400', className: 'JocBadRequestException' },
  MissingControllerId: { code: 'JOC-406', className: 'JocMissingRequiredParameterException' },
  PasswordRefused: { code: 'JOC-420' },
  TooLarge: { code: 'JOC-420' },
  UnknownObject: { code: 'JOC-408', className: 'DBMissingDataException' },
  UnknownAccount: { code: 'JOC-002', className: 'JocObjectNotExistException' },
  UnknownIdentityService: { code: 'JOC-002', className: 'JocObjectNotExistException' },
  UnknownRole: { code: 'JOC-002', className: 'JocObjectNotExistException' },
  UnknownWorkflow: { code: 'JOC-400', className: 'ControllerObjectNotExistException' },
  UnknownOrder: { code: 'JOC-400', className: 'ControllerObjectNotExistException' },
  UnknownAgent: { code: 'JOC-403' },
  UnknownController: { code: 'JOC-404' },
  DuplicateOrder: { code: 'JOC-409' },
  DuplicateName: { code: 'JOC-171', className: 'JocObjectAlreadyExistException' },
  OrderNotInState: { code: 'JOC-400', className: 'JocBadRequestException' },
  LoginRefused: { code: 'JOC-401' },
  SessionUnknown: { code: 'JOC-001' },
  PermissionDenied: { code: 'JOC-401' },
  PasswordChangeRequired: { code: 'JOC-401' },
  CrossSiteRefused: { code: 'JOC-401' },
  Throttled: { code: 'JOC-420' },
  ControllerUnreachable: { code: 'JOC-402', className: 'ControllerConnectionRefusedException' },
  AgentUnreachable: { code: 'JOC-403' },
  AuditUnavailable: { code: 'JOC-421' },
  StorageUnavailable: { code: 'JOC-421' },
  HopTokenRefused: { code: 'JOC-409' },
  Internal: { code: 'JOC-420' },
} as const satisfies Partial<Record<ProblemCode, Js7Code>>;

/** The code of a refusal on `/joc/api`. */
export function js7Code(code: ProblemCode): Js7Code {
  const table: Partial<Record<ProblemCode, Js7Code>> = js7Codes;
  return table[code] ?? { code: 'JOC-420' };
}
