import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkShape } from '../check-shape.ts';
import { eventsPerMessageMax } from '../limits.ts';
import { agentMessage } from './agent-message.ts';
import { controllerMessage } from './controller-message.ts';

const stepId = 'A'.repeat(22);
const startStep = {
  kind: 'StartStep',
  stepId,
  orderId: '#1',
  jobName: 'job',
  workflowPath: '/w',
  position: '0',
  script: 'echo',
  environment: { A: '1' },
  graceTimeoutSeconds: 3,
  account: 'JOC/root',
};
const command = (body: unknown) => ({ kind: 'command', requestId: 1, token: 't', body });
const ended = { kind: 'ProcessEnded', stepId, outcome: 'succeeded', returnValues: {}, droppedBytes: 0 };
const events = (list: readonly unknown[]) => ({ kind: 'events', events: list });
const event = (inner: unknown) => ({ id: 1, atMs: 1, event: inner });

test('a Controller speaks in hello, command and ack', () => {
  const messages = [
    { kind: 'hello', version: 1, controllerId: 'controller', afterEventId: 0 },
    command(startStep),
    command({
      kind: 'KillStep',
      stepId,
      orderId: '#1',
      jobName: 'job',
      immediately: true,
      account: 'JOC/root',
    }),
    command({ kind: 'RenewCertificate', all: false }),
    command({ kind: 'InstallCertificate', certificate: 'leaf', ca: 'ca' }),
    { kind: 'ack', eventId: 1 },
  ];
  for (const message of messages) assert.ok(checkShape(controllerMessage, message).ok, message.kind);
});

test('an Agent speaks in welcome, reply, events, refusals and audit heads', () => {
  const messages = [
    { kind: 'welcome', version: 1, agentId: 'agent', journalId: 'B'.repeat(22), lastEventId: 0 },
    { kind: 'reply', requestId: 1 },
    { kind: 'reply', requestId: 1, certificateRequest: { csr: 'csr', expiresAtMs: 1 } },
    { kind: 'reply', requestId: 1, problem: { code: 'InvalidInput', message: 'no' } },
    events([event(ended)]),
    { kind: 'refused', problem: { code: 'HopTokenRefused', message: 'no' } },
    { kind: 'auditHead', sequence: 1, hash: 'x' },
  ];
  for (const message of messages) assert.ok(checkShape(agentMessage, message).ok, message.kind);
});

test('a command with anything that does not belong there is refused', () => {
  const variants: readonly unknown[] = [
    { ...startStep, user: 'root' },
    { ...startStep, stepId: '../../etc' },
    { ...startStep, stepId: 'A'.repeat(23) },
    { ...startStep, jobName: 'a/b' },
    { ...startStep, environment: { 'A=B': '1' } },
    { ...startStep, environment: { A: 'x\0y' } },
    { ...startStep, environment: { A: 1 } },
    { ...startStep, timeoutSeconds: -1 },
    { ...startStep, timeoutSeconds: Number.POSITIVE_INFINITY },
    { ...startStep, kind: 'Shutdown' },
  ];
  for (const body of variants)
    assert.ok(!checkShape(controllerMessage, command(body)).ok, JSON.stringify(body));
});

test('an Agent can not speak as a Controller, nor the reverse', () => {
  assert.ok(!checkShape(agentMessage, command(startStep)).ok);
  assert.ok(!checkShape(controllerMessage, events([event(ended)])).ok);
});

test('a refusal with a code that is not in the catalogue is no refusal', () => {
  for (const code of ['toString', 'NoSuchCode', 1]) {
    assert.ok(!checkShape(agentMessage, { kind: 'reply', requestId: 1, problem: { code, message: '' } }).ok);
  }
});

test('events come in bounded batches', () => {
  assert.ok(!checkShape(agentMessage, events([])).ok);
  assert.ok(!checkShape(agentMessage, events(Array(eventsPerMessageMax + 1).fill(event(ended)))).ok);
});
