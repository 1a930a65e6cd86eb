import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { problem, refuse, succeed } from '@interlock/base';
import { keepingContext } from '../audit/audit.fakes.ts';
import { doctorCommand, examine } from './doctor.ts';
import type { DoctorPorts, FileFacts, MachinePorts } from './doctor-ports.ts';
import { listeningInodes, portHolder } from './port-holder.ts';
import { thisMachine } from './this-machine.ts';

const day = 86_400_000;
const nowMs = Date.UTC(2026, 10, 22);
const folder: FileFacts = { isFolder: true, mode: 0o700, uid: 1000, device: 1 };
const file: FileFacts = { isFolder: false, mode: 0o600, uid: 1000, device: 1 };

interface Changes {
  readonly ports?: Partial<DoctorPorts>;
  readonly machine?: Partial<MachinePorts>;
  /** Facts of single files, by the end of their path; undefined: it is not there. */
  readonly files?: Readonly<Record<string, FileFacts | undefined>>;
}

/** A machine on which everything is as it should be. */
function soundPorts({ ports = {}, machine = {}, files = {} }: Changes = {}): DoctorPorts {
  const fileFacts = (path: string): FileFacts | undefined => {
    const changed = Object.keys(files).find((end) => path.endsWith(end));
    if (changed !== undefined) return files[changed];
    return /\.(db|pem|key|jsonl)$/.test(path) ? file : folder;
  };
  return {
    env: {},
    runtime: { nodeVersion: 'v24.21.0', platform: 'linux', arch: 'x64', userName: 'interlock', uid: 1000 },
    nowMs,
    dataFolder: '/data',
    settings: () =>
      succeed({
        addresses: [{ what: 'Agent', variable: 'INTERLOCK_AGENT_BIND', host: '127.0.0.1', port: 4445 }],
        sealingKeyFile: '/data/cockpit/keys/sealing.key',
        witnessFiles: { cockpit: '/w/a.jsonl', controller: '/w/b.jsonl', agent: '/w/c.jsonl' },
      }),
    inspectDatabase: () => ({ state: succeed('current'), newestRecordAtMs: nowMs - 1 }),
    readCertificate: async () => succeed({ expiresAtMs: nowMs + 60 * day, isDue: false }),
    machine: {
      fileFacts,
      filesIn: (path) => (path.endsWith('keys') ? [`${path}/audit.pem`] : []),
      folderFault: () => undefined,
      portFacts: async () => ({ kind: 'free' }),
      isCgroupWritable: () => true,
      hasPages: () => true,
      ...machine,
    },
    ...ports,
  };
}

/** What is not ok, as `level check: text → advice`. */
async function troubles(changes: Changes): Promise<readonly string[]> {
  const usual = ['process trees', 'users'];
  const findings = await examine(soundPorts({ files: { jsonl: { ...file, device: 2 } }, ...changes }));
  return findings
    .filter(({ check, level }) => level !== 'ok' && !usual.includes(check))
    .map(({ level, check, text, advice }) => `${level} ${check}: ${text} → ${advice}`);
}

test('a sound installation has nothing bad, and is told what a job could do in it', async () => {
  assert.deepEqual(await troubles({}), []);
  const { context, printed } = keepingContext();
  assert.equal(await doctorCommand(context, soundPorts()), 0);
  assert.match(
    printed.join('\n'),
    /warn {2}users: programs and jobs all run as interlock: a job can read the keys/,
  );
  assert.match(printed.join('\n'), /warn {2}process trees: .*can escape its kill/);
  assert.match(printed.at(-1) ?? '', /^0 bad/);
});

const failing = (message: string) => refuse(problem('StorageUnavailable', message));

const cases: readonly [what: string, changes: Changes, says: RegExp][] = [
  [
    'an old Node',
    { ports: { runtime: { ...soundPorts().runtime, nodeVersion: 'v20.1.0' } } },
    /^bad Node: v20\.1\.0/,
  ],
  [
    'macOS',
    { ports: { runtime: { ...soundPorts().runtime, platform: 'darwin' } } },
    /^warn platform: darwin/,
  ],
  [
    'Windows',
    { ports: { runtime: { ...soundPorts().runtime, platform: 'win32' } } },
    /^warn .*Agent does not start/,
  ],
  [
    'a password in the environment',
    { ports: { env: { INTERLOCK_ROOT_PASSWORD: 'canary' } } },
    /^warn environment.*Unset it/,
  ],
  [
    'a setting that can not be read',
    { ports: { settings: () => refuse(['agentId: "a b" is not']) } },
    /^bad settings: agentId/,
  ],
  [
    'a folder that can not be written',
    { machine: { folderFault: () => 'it can not be written' } },
    /^bad data folder: it can not be written/,
  ],
  [
    'an open folder',
    { files: { '/data/agent': { ...folder, mode: 0o755 } } },
    /^warn data folder: \/data\/agent is open.*0755.*chmod 700/,
  ],
  [
    'an open key',
    { files: { 'agent/keys/audit.pem': { ...file, mode: 0o644 } } },
    /^bad data folder: .*0644.*chmod 600/,
  ],
  [
    'a key of another user',
    { files: { 'agent/keys/audit.pem': { ...file, uid: 7 } } },
    /^bad data folder: .*another user \(uid 7\)/,
  ],
  [
    'a missing signing key',
    { files: { 'agent/keys/audit.key': undefined } },
    /^bad data folder: \/data\/agent\/keys\/audit\.key is missing.*backup/,
  ],
  [
    'a missing sealing key',
    { files: { 'sealing.key': undefined } },
    /^bad data folder: .*sealing\.key is missing/,
  ],
  [
    'a damaged database',
    { ports: { inspectDatabase: () => ({ state: failing('it is damaged') }) } },
    /^bad database of the cockpit: it is damaged → .*backup/,
  ],
  [
    'a port held by a stranger',
    { machine: { portFacts: async () => ({ kind: 'held', pid: 9, command: 'nginx' }) } },
    /^bad port of the Agent: 4445 on 127\.0\.0\.1 is held by pid 9 \(nginx\) → .*INTERLOCK_AGENT_BIND/,
  ],
  [
    'a port held by nobody who is told',
    { machine: { portFacts: async () => ({ kind: 'held' }) } },
    /^bad port of the Agent: .* a process/,
  ],
  [
    'an address that is not here',
    { machine: { portFacts: async () => ({ kind: 'unbindable', code: 'EADDRNOTAVAIL' }) } },
    /^bad port of the Agent: .*EADDRNOTAVAIL/,
  ],
  [
    'a certificate that is due',
    { ports: { readCertificate: async () => succeed({ expiresAtMs: nowMs + day, isDue: true }) } },
    /^warn certificate of the cockpit: .*2026-11-23.*Restart/,
  ],
  [
    'a certificate that has ended',
    { ports: { readCertificate: async () => succeed({ expiresAtMs: nowMs - day, isDue: true }) } },
    /^bad certificate of the cockpit: .*ended on 2026-11-21/,
  ],
  [
    'a certificate that can not be read',
    { ports: { readCertificate: async () => failing('open to others') } },
    /^bad certificate of the cockpit: open to others/,
  ],
  [
    'a clock that was set back',
    { ports: { inspectDatabase: () => ({ state: succeed('current'), newestRecordAtMs: nowMs + day }) } },
    /^bad clock: 2026-11-22.* before the newest audit record \(2026-11-23/,
  ],
  [
    'a witness on the same medium',
    { files: { jsonl: file } },
    /^warn witness: .*cockpit, controller, agent.*INTERLOCK_WITNESS_FILE/,
  ],
  ['pages that are not built', { machine: { hasPages: () => false } }, /^warn pages/],
];
for (const [what, changes, says] of cases) {
  test(`${what} is found, with what to do`, async () => {
    const [first] = await troubles(changes);
    assert.match(first ?? 'nothing was found', says);
    const { context } = keepingContext();
    const code = await doctorCommand(context, soundPorts(changes));
    assert.equal(code, first?.startsWith('bad') ? 1 : 0);
  });
}

test('a port that a running program of Interlock holds is as it should be', async () => {
  const held = { kind: 'held', pid: 9, command: 'node /x/apps/agent/main.ts' } as const;
  const changes = (inUse?: string): Changes => ({
    machine: { portFacts: async () => held },
    ports: {
      inspectDatabase: () => ({ state: succeed('current'), ...(inUse === undefined ? {} : { inUse }) }),
    },
  });
  assert.deepEqual(await troubles(changes('in use by another process (pid 9).')), []);
  assert.match((await troubles(changes()))[0] ?? '', /^bad port/, 'of another data folder');
});

test('before the first start nothing is bad', async () => {
  const absent: Changes = {
    ports: {
      inspectDatabase: () => ({ state: succeed('absent') }),
      readCertificate: async () => succeed(undefined),
    },
    machine: { fileFacts: () => undefined, filesIn: () => [] },
  };
  assert.deepEqual(await troubles(absent), []);
});

test('as JSON every finding is told with its level', async () => {
  const { context, printed } = keepingContext(true);
  await doctorCommand(context, soundPorts());
  const { isSound, findings } = JSON.parse(printed.join(''));
  assert.equal(isSound, true);
  assert.ok(findings.length > 10);
  for (const finding of findings) assert.match(finding.level, /^(ok|warn|bad)$/);
});

test('listening sockets are read from the table of the kernel, by port and state', () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:115D 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12345 1 0 100 0 0 10 0
   1: 0100007F:115D 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 777 1 0 20 4 30 10 -1
   2: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 999 1 0 100 0 0 10 0`;
  assert.deepEqual(listeningInodes(table, 4445), ['12345']);
});

test('this machine tells who holds a port', {
  skip: process.platform !== 'linux' && 'Linux only',
}, async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as import('node:net').AddressInfo;
  assert.equal(portHolder(port).pid, process.pid);
  const { portFacts } = thisMachine('/nowhere');
  assert.equal((await portFacts('127.0.0.1', port)).kind, 'held');
  assert.deepEqual(await portFacts('127.0.0.1', 0), { kind: 'free' });
});
