import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StreamEvent } from '@interlock/cockpit-api';
import type { ControllerEvent } from '@interlock/workflow';
import { newsOf } from './stream-news.ts';

const context = {
  workflowPath: (orderId: string) => (orderId === '#1' ? '/f/flow' : undefined),
  taskId: (stepId: string) => (stepId === 's' ? 42 : undefined),
};
const news = (event: ControllerEvent): readonly StreamEvent[] =>
  newsOf('controller', { id: 7, atMs: 50, event }, context);
const output = { kind: 'OrderOutputWritten', stream: 'stdout', offset: 0, text: 'x', agentAtMs: 1 } as const;
const at = { controllerId: 'controller', atMs: 50 };

const table: readonly [what: string, event: ControllerEvent, told: readonly object[]][] = [
  [
    'a workflow that changes',
    { kind: 'WorkflowWithdrawn', path: '/f/flow', account: 'joc/ada' },
    [{ kind: 'workflow', ...at, workflowPath: '/f/flow', event: 'WorkflowWithdrawn' }],
  ],
  [
    'an Agent that changes',
    { kind: 'AgentLost', agentId: 'north' },
    [{ kind: 'agent', ...at, agentId: 'north' }],
  ],
  [
    'an order that changes',
    { kind: 'OrderStarted', orderId: '#1' },
    [{ kind: 'order', ...at, orderId: '#1', workflowPath: '/f/flow', event: 'OrderStarted' }],
  ],
  [
    'output of a step',
    { ...output, orderId: '#1', stepId: 's' },
    [{ kind: 'taskLog', ...at, taskId: 42, workflowPath: '/f/flow' }],
  ],
  [
    'nothing of output of a step that the history does not know',
    { ...output, orderId: '#1', stepId: 'x' },
    [],
  ],
  [
    'nothing of an order whose folder is not known: nobody could say who may hear it',
    { kind: 'OrderStarted', orderId: '#2' },
    [],
  ],
  [
    'nothing of what concerns the Controller alone',
    { kind: 'ControllerStarted', controllerId: 'controller' },
    [],
  ],
  ['nothing of orders that are forgotten', { kind: 'OrdersForgotten', orderIds: ['#1'] }, []],
];

for (const [what, event, told] of table)
  test(`the stream tells ${what}`, () => {
    assert.deepEqual(news(event), told);
  });

test('news hold no content: who hears that something changed still has to ask what', () => {
  const secret = { ...output, orderId: '#1', stepId: 's', text: 'a canary text' };
  assert.ok(!JSON.stringify(news(secret)).includes('canary'));
});
