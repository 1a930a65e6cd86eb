// The calls of /joc/api: path, request, response, permission, audit event. It knows no server, no browser and no database.

export type { AccountAnswer } from './answers/account.ts';
export type { AgentAnswer } from './answers/agent.ts';
export type { ApiTokenAnswer } from './answers/api-token.ts';
export type { ControllerAnswer } from './answers/controller.ts';
export {
  type GeneralSettings,
  type GeneralSettingsItem,
  generalSettings,
  generalSettingsItem,
  settingMask,
} from './answers/general-settings.ts';
export type { OrderHistoryItem, TaskHistoryItem } from './answers/history.ts';
export type { IdentityServiceItem } from './answers/identity-service.ts';
export type { IdentityWarning } from './answers/identity-warning.ts';
export type { OrderAnswer } from './answers/order.ts';
export type { OrderLogEntry } from './answers/order-log.ts';
export type { RoleWhole } from './answers/role.ts';
export type { RowRights } from './answers/row-rights.ts';
export type { Security } from './answers/security.ts';
export type { SessionItem } from './answers/session-item.ts';
export { type OrderStateWord, orderStateWords } from './answers/state-object.ts';
export type { WorkflowAnswer } from './answers/workflow.ts';
export type { StreamEvent } from './calls/interlock/events.ts';
export type { ObjectType } from './calls/inventory/configuration-object.ts';
export type { FolderItem } from './calls/inventory/read/folder.ts';
export type { TaskLogPiece } from './calls/task/log-running.ts';
export type { IdentityContent } from './fields/identity-content.ts';
export {
  accessTokenHeader,
  backgroundHeader,
  identityServiceHeader,
  lastEventIdHeader,
  logHeaders,
  pageHeader,
  pageValuePattern,
  requestIdHeader,
  sessionTimeoutHeader,
} from './headers.ts';
export { js7ApiVersion } from './js7-api-version.ts';
export { type Js7Code, js7Code, js7Codes } from './js7-code.ts';
export { type ReadRequest, readRequest } from './manner/read-request.ts';
export { openApiDocument } from './openapi.ts';
export type {
  Call,
  CallHandler,
  CallHandlers,
  CallRefusal,
  Credential,
  HandlerResult,
  LoginHeaders,
  RequestFacts,
  SessionChange,
  StreamedEvent,
} from './ports/call.ts';
export type { CallGate, Refused } from './ports/call-gate.ts';
export {
  bulkRefusalAnswer,
  type RefusalAnswer,
  type RefusalFacts,
  type RefusedItem,
  refusalAnswer,
} from './refusal-answer.ts';
export type { Access, AnswerKind, ControllerSource, FolderSource, Route } from './route.ts';
export {
  type AnswerOf,
  apiPath,
  type RequestInput,
  type RequestOf,
  type ResponseOf,
  type RouteId,
  routeIds,
  routes,
} from './routes.ts';
