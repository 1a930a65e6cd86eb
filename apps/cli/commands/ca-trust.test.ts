import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CommandContext } from '../client/command-context.ts';
import { caTrustCommand } from './ca-trust.ts';

// A self-signed certificate made with openssl for this test alone, and a text where its key would stand.
const certificate = `-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUEGAV9Qou+/x4Q+xRA0WoJiFg81cwCgYIKoZIzj0EAwIw
HzEdMBsGA1UEAwwUSW50ZXJsb2NrIEhUVFBTIHRlc3QwIBcNMjYxMTIyMTcxNDU0
WhgPMjEyNjEwMjkxNzE0NTRaMB8xHTAbBgNVBAMMFEludGVybG9jayBIVFRQUyB0
ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEwv0dZ5pwisW3i0UBKDr5UZ2Q
DB687hwiINL2f6GDqf6nK9su1ZtyUXNEfC8p1S85Y1LOKURPZOWX10z3suwt8aNT
MFEwHQYDVR0OBBYEFNf0yzqPu7COxbHrya+9McrS30XxMB8GA1UdIwQYMBaAFNf0
yzqPu7COxbHrya+9McrS30XxMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID
SAAwRQIhAOfS9fdxIGCjKlAxkMBs6Z4PPTnl85VfqmGUCip7Dy+SAiBKIu0xN1lr
v6DKbTURZAcH0dPhHCmy/yiBw5uss/Mbog==
-----END CERTIFICATE-----
`;
const key = '-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----\n';

test('what is exported is the certificate, and never the key that stands beside it', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'interlock-ca-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const root = join(folder, 'root.pem');
  const output = join(folder, 'out.pem');
  writeFileSync(root, key + certificate);
  const printed: string[] = [];
  const context = {
    env: {},
    json: false,
    print: (line: string) => printed.push(line),
  } as unknown as CommandContext;
  caTrustCommand(context, root, { output });
  assert.equal(readFileSync(output, 'utf8'), certificate);
  assert.ok(!printed.join('\n').includes('canary'));
});
