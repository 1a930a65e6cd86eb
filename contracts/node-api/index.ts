// What Cockpit, Controller and Agent say to each other, and the ports through which they say it. It knows no socket.

export type { Act } from './acts/act.ts';
export type { AgentCoupling } from './acts/agents.ts';
export type { CertificateOwner } from './acts/renew-certificates.ts';
export {
  type ActInput,
  type ActName,
  type ActRequest,
  type ActResponse,
  acts,
  actsPath,
  connectAct,
  eventsAct,
  isActName,
} from './acts.ts';
export type {
  AgentCertificateRequest,
  InstallCertificate,
  RenewCertificate,
} from './agent-link/agent-certificate.ts';
export {
  type AgentEvent,
  agentEvent,
  type StampedAgentEvent,
  type StepOutcome,
  stampedAgentEvent,
  stepOutcomes,
} from './agent-link/agent-event.ts';
export { type AgentMessage, agentMessage } from './agent-link/agent-message.ts';
export {
  type AgentCommand,
  agentCommand,
  type ControllerMessage,
  controllerMessage,
} from './agent-link/controller-message.ts';
export { type KillStep, killStep } from './agent-link/kill-step.ts';
export { type StartStep, startStep } from './agent-link/start-step.ts';
export { checkShape } from './check-shape.ts';
export {
  type AuditHead,
  auditHead,
  type StreamLine,
  stampedEvent,
  streamLine,
} from './controller-stream/stream-line.ts';
export {
  addressField,
  nameField,
  orderIdField,
  pathField,
  problemAnswer,
  problemField,
  stepIdField,
} from './fields.ts';
export {
  type JoinDiallerMessage,
  type JoinGrant,
  type JoinPurpose,
  type JoinRequest,
  type JoinWaiterMessage,
  joinDiallerMessage,
  joinPurpose,
  joinWaiterMessage,
} from './join/join-message.ts';
export {
  eventsPerMessageMax,
  joinLineBytesMax,
  jsonDepthMax,
  messageBytesMax,
  ordersPerRequestMax,
  outputTextLengthMax,
  pingSeconds,
  problemsPerAnswerMax,
  renewalsMax,
  requestBytesMax,
  responseBytesMax,
  scriptLengthMax,
  silenceSecondsMax,
  streamHeartbeatSeconds,
  streamLineBytesMax,
  streamSilenceSecondsMax,
  valueLengthMax,
  valuesPerStepMax,
  workflowsPerRequestMax,
} from './limits.ts';
export type { ActHandler, ActHandlers, ActRefusal, Caller, EventStreamHandler } from './ports/act-handler.ts';
export type { AgentDialler } from './ports/agent-dialler.ts';
export type { ControllerClient, OnBehalf } from './ports/controller-client.ts';
export type { DialJoin, JoinDialled, JoinWaiting, WaitForJoin } from './ports/join.ts';
export type {
  AgentConnection,
  ControllerConnection,
  LinkClosed,
  LinkConnection,
} from './ports/link-connection.ts';
export { nodeApiVersion } from './version.ts';
export { parseWireJson } from './wire-json.ts';
