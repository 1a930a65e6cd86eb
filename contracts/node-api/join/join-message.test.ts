import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkShape } from '../check-shape.ts';
import { joinDiallerMessage, joinWaiterMessage } from './join-message.ts';

const proof = 'A'.repeat(43);
const request = {
  kind: 'joinRequest',
  version: 1,
  role: 'agent',
  id: 'agent',
  proof,
  requests: [{ purpose: 'server', csr: 'csr' }],
};
const grant = {
  kind: 'joinGrant',
  ca: 'ca',
  certificates: [{ purpose: 'server', certificate: 'leaf' }],
  peerId: 'controller',
};
const refused = { kind: 'joinRefused', problem: { code: 'JoinRefused', message: 'no' } };

test('each side of a join has its own words', () => {
  const ofDialler = [{ kind: 'joinHello', version: 1, proof }, grant, refused];
  const ofWaiter = [request, { kind: 'joined' }, refused];
  for (const message of ofDialler) assert.ok(checkShape(joinDiallerMessage, message).ok, message.kind);
  for (const message of ofWaiter) assert.ok(checkShape(joinWaiterMessage, message).ok, message.kind);
  assert.ok(!checkShape(joinDiallerMessage, request).ok);
  assert.ok(!checkShape(joinWaiterMessage, grant).ok);
});

test('a message that asks for more than it may is refused', () => {
  const bad: readonly unknown[] = [
    { ...request, role: 'cockpit' },
    { ...request, id: '../agent' },
    { ...request, names: ['interlock://controller.x/y'] },
    { ...request, proof: 'short' },
    { ...request, requests: [] },
    { ...request, requests: Array(3).fill(request.requests[0]) },
    { ...request, requests: [{ purpose: 'ca', csr: 'csr' }] },
    { ...request, requests: [{ purpose: 'server', csr: 'x'.repeat(20_000) }] },
  ];
  for (const message of bad)
    assert.ok(!checkShape(joinWaiterMessage, message).ok, JSON.stringify(message).slice(0, 100));
});
