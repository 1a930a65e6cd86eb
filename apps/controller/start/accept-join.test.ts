import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem, refuse, succeed } from '@interlock/base';
import type { JoinGrant } from '@interlock/node-api';
import { type AskedCertificate, acceptJoin } from './accept-join.ts';

const asked: readonly AskedCertificate<string>[] = [
  { kind: 'controllerServer', key: 'key 1' },
  { kind: 'controllerClient', key: 'key 2' },
];
const accept = ({ kind, key }: AskedCertificate<string>, certificate: string, ca: string) =>
  certificate === '' ? refuse(problem('CertificateRefused')) : succeed(`${kind} ${key} ${certificate} ${ca}`);

test('each certificate goes to the key for which it was asked, in whatever order they come', () => {
  const certificates: JoinGrant['certificates'] = [
    { purpose: 'client', certificate: 'b' },
    { purpose: 'server', certificate: 'a' },
  ];
  const accepted = acceptJoin(asked, { ca: 'ca', certificates }, accept);
  assert.deepEqual(accepted.ok && [...accepted.value.values()], [
    'controllerServer key 1 a ca',
    'controllerClient key 2 b ca',
  ]);
});

test('one that is missing leaves nothing to be stored', () => {
  const certificates: JoinGrant['certificates'] = [{ purpose: 'server', certificate: 'a' }];
  assert.ok(!acceptJoin(asked, { ca: 'ca', certificates }, accept).ok);
});
