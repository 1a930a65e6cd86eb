/** The Cockpit: looks whether it may start, makes what is missing, and puts rooms and adapters together. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Problem, ProblemError, problem, Secret, unwrap } from '@interlock/base';
import { type CockpitSettings, cockpitId, printBindAddress, readCockpitSettings } from '@interlock/config';
import { createHttpServer } from '@interlock/http';
import { permissions } from '@interlock/iam';
import { argon2Hasher, jocAdapter, leakedPasswords } from '@interlock/identity-joc';
import { hopTokenSigner, joinDialler, openActClient } from '@interlock/link';
import { openLog } from '@interlock/log';
import { type CockpitStore, checkCockpitStore, hasAuditRecords, openCockpitStore } from '@interlock/store';
import { openSupervisorChannel, type ProgramStart, runProgram } from '@interlock/supervision';
import * as trust from '@interlock/trust';
import { withAuditLines } from './audit/audit-lines.ts';
import manifest from './package.json' with { type: 'json' };
import { type CockpitPorts, type CockpitStores, runCockpit } from './run-cockpit.ts';
import { type HeldKeys, keyFiles, type MadeKey, readKeys } from './start/cockpit-keys.ts';

const clock = { now: () => Date.now() };
const channel = openSupervisorChannel(process.env);
const log = openLog({ program: 'cockpit' });

type Held = HeldKeys<trust.Credential, trust.AuditSigner, trust.SealingKey>;
type Keys = Awaited<ReturnType<typeof makeKeys>>;

await runProgram({ channel, log, check, begin });

/** Looks whether anything forbids the start, and changes nothing. */
async function check() {
  const settings = unwrapAll(readCockpitSettings(process.env));
  unwrap(checkCockpitStore(databaseFile(settings)));
  const smith = {
    load: trust.loadCredential,
    loadSigner: trust.loadAuditSigner,
    loadSealing: trust.loadSealingKeys,
  };
  const files = {
    at: (name: string) => join(settings.dataFolder, name),
    sealing: settings.sealingKeyFile,
    hasRecords: hasAuditRecords(databaseFile(settings)),
  };
  return {
    settings,
    held: unwrap(await readKeys<trust.Credential, trust.AuditSigner, trust.SealingKey>(smith, files)),
  };
}

/** Starts the Cockpit. @returns how it is stopped. */
async function begin({ checked, begun, fault, signal }: ProgramStart<Awaited<ReturnType<typeof check>>>) {
  const { settings } = checked;
  const onFault = (why: Problem) => fault(new ProblemError(why));
  // The database's lock first: it keeps a second Cockpit away from the keys.
  const store = unwrap(await openCockpitStore({ path: databaseFile(settings), onFault }));
  // Only now, behind the lock: a start that is refused touches no file.
  log.openFiles({ folder: at(settings, 'logs'), alsoDestination: !channel.supervised });
  const keys = await makeKeys(settings, checked.held);
  for (const { text } of keys.made) progress(text);
  const rootPassword = begun.rootPassword === undefined ? undefined : new Secret(begun.rootPassword);
  const cockpit = await runCockpit(portsOf(settings, keys, store), rootPassword);
  if (cockpit.oneTimePassword !== undefined)
    channel.report({ kind: 'oneTimePassword', account: 'root', password: cockpit.oneTimePassword.reveal() });
  const settled = settle(settings, cockpit, signal).catch(fault);
  return async () => {
    await settled;
    await cockpit.stop();
    await store.close();
    log.info('stopped');
  };
}

/** What goes on beside the work: joining the programs that were started along, and the first order. */
async function settle(
  settings: CockpitSettings,
  cockpit: Awaited<ReturnType<typeof runCockpit>>,
  signal: AbortSignal,
): Promise<void> {
  if (channel.supervised) {
    const first = await cockpit.settle(
      {
        controllerId: settings.controllerId,
        controllerAddress: printBindAddress(settings.controllerBind),
        agentId: settings.agentId,
        agentAddress: printBindAddress(settings.agentBind),
      },
      signal,
    );
    if (first !== undefined) channel.report({ kind: 'firstOrder', ...first });
  }
  if (!signal.aborted) channel.report({ kind: 'ready', facts: [] });
}

function portsOf(settings: CockpitSettings, keys: Keys, store: CockpitStore): CockpitPorts {
  const { authority, auditSigner, https, made, node, sealer } = keys;
  const { randomBytes, sha256 } = trust;
  const hasher = argon2Hasher({ random: randomBytes });
  const joc = jocAdapter({ store, hasher });
  return {
    id: cockpitId,
    version: manifest.version,
    identityRevision: store.identityRevision,
    store: withAuditLines<CockpitStores, CockpitStore>(store, log.channels.audit),
    ca: authority,
    sealer,
    witness: trust.witnessFile(settings.witnessFile, auditSigner),
    made,
    hasher,
    isLeaked: leakedPasswords(),
    buildService: (service) =>
      joc.types.some((type) => type === service.type) ? joc.build(service) : undefined,
    openController: controllerOpener(authority, node),
    dialJoin: joinDialler(trust.tokenProofs(clock.now)),
    serve: (gate, handlers) => serve(settings, authority.installation, https, gate, handlers),
    handOver: ({ pending, token }) =>
      channel.report({ kind: 'joinToken', role: pending.role, id: pending.id, token: token.reveal() }),
    progress,
    orderLog: (line) => channel.report({ kind: 'orderLog', line }),
    every: (milliseconds, run) => {
      const timer = setInterval(run, milliseconds);
      return () => clearInterval(timer);
    },
    pause: async (milliseconds, signal) => {
      await delay(milliseconds, undefined, { signal }).catch(() => undefined);
    },
    clock,
    sha256,
    randomBytes,
    log,
    authenticationLog: log.channels.authentication,
    logSwitches: log,
  };
}

/** Opens hop 2: this Cockpit's certificate, and the one Controller that is accepted at the other end. */
function controllerOpener(
  authority: trust.ProgramAuthority,
  node: trust.Credential,
): CockpitPorts['openController'] {
  const anchor = unwrap(trust.trustAnchor(authority.certificate));
  const { installation } = authority;
  const signToken = hopTokenSigner({
    id: cockpitId,
    key: () => trust.hopSigningKey(node),
    clock,
    randomBytes: trust.randomBytes,
  });
  return (controllerId, address) =>
    openActClient({
      controllerId,
      address,
      tls: () => trust.tlsMaterialOf(node),
      peers: trust.programCheck({
        authority: () => anchor,
        identity: () => ({ role: 'controller', installation, id: controllerId }),
        usage: 'server',
        now: clock.now,
        isRevoked: () => false,
      }),
      signToken,
      tlsLog: log.channels.tls,
    });
}

/** Opens hop 1. */
async function serve(
  settings: CockpitSettings,
  installation: string,
  https: trust.Credential,
  ...[gate, handlers]: Parameters<CockpitPorts['serve']>
): Promise<{ close(): Promise<void> }> {
  const server = await createHttpServer({
    gate,
    handlers,
    permissionNames: new Set<string>(permissions),
    installation,
    publicUrl: settings.publicUrl.origin,
    https: {
      host: settings.isPublic ? '::' : '127.0.0.1',
      port: settings.httpsPort,
      tls: trust.tlsMaterialOf(https),
    },
    http: settings.httpBind,
    webFolder: join(import.meta.dirname, '../web/dist'),
    clock,
    randomBytes: trust.randomBytes,
    log,
    tlsLog: log.channels.tls,
  });
  for (const listening of await server.listen()) {
    const isHttps = listening.kind === 'https';
    const what = isHttps ? 'people and REST clients' : 'people and REST clients of this machine';
    channel.report({
      kind: 'listening',
      what,
      address: `${listening.kind}://${printBindAddress(listening)}`,
      tls: isHttps ? 'TLS 1.3 or 1.2' : 'plain HTTP, loopback only',
    });
  }
  return server;
}

/** Makes the keys and certificates that are missing or due, each durable before the next is made. */
async function makeKeys(settings: CockpitSettings, held: Held) {
  const made: MadeKey[] = [];
  const authority = await programAuthority(settings, held, made);
  return {
    authority,
    node: await nodeCredential(settings, authority, held, made),
    auditSigner: held.auditSigner ?? (await newAuditSigner(settings, made)),
    sealer: unwrap(
      trust.secretSealer(held.sealing ?? (await newSealingKey(settings, made)), trust.randomBytes),
    ),
    https: await httpsCredential(settings, held, made),
    made,
  };
}

async function programAuthority(
  settings: CockpitSettings,
  held: Held,
  made: MadeKey[],
): Promise<trust.ProgramAuthority> {
  const { randomBytes } = trust;
  let credential = held.programAuthority;
  if (credential === undefined) {
    credential = await trust.createProgramAuthority(
      trust.createInstallationId(randomBytes),
      clock.now(),
      randomBytes,
    );
    await trust.saveCredential(at(settings, keyFiles.programAuthority), credential);
    made.push({
      action: 'AuthorityCreated',
      kind: 'authority',
      id: 'programs',
      text: 'created the certificate authority for programs (ECDSA P-256)',
    });
  }
  return unwrap(trust.programAuthority(credential, { now: clock.now, randomBytes }));
}

async function nodeCredential(
  settings: CockpitSettings,
  authority: trust.ProgramAuthority,
  held: Held,
  made: MadeKey[],
): Promise<trust.Credential> {
  if (held.node !== undefined && !trust.needsRenewal(held.node.certificate, clock.now())) return held.node;
  const privateKey = trust.createSigningKey();
  const csr = await trust.createCertificateRequest(privateKey);
  const certificate = unwrap(await authority.issue({ kind: 'cockpitClient', cockpitId }, csr));
  const credential = { privateKey, certificate, authority: authority.certificate };
  await trust.saveCredential(at(settings, keyFiles.node), credential);
  made.push({
    action: 'CertificateIssued',
    kind: 'certificate',
    id: 'cockpitClient',
    text: 'issued its own certificate for Controllers (90 days)',
  });
  return credential;
}

async function newAuditSigner(settings: CockpitSettings, made: MadeKey[]): Promise<trust.AuditSigner> {
  made.push({
    action: 'KeyCreated',
    kind: 'key',
    id: 'audit',
    text: 'created the key that signs audit checkpoints (Ed25519)',
  });
  return trust.createAuditSigner(at(settings, keyFiles.audit));
}

async function newSealingKey(
  settings: CockpitSettings,
  made: MadeKey[],
): Promise<readonly trust.SealingKey[]> {
  made.push({
    action: 'KeyCreated',
    kind: 'key',
    id: 'sealing',
    text: 'created the key that seals secrets in the database (AES-256-GCM)',
  });
  return unwrap(await trust.addSealingKey(settings.sealingKeyFile, trust.randomBytes));
}

async function httpsCredential(
  settings: CockpitSettings,
  held: Held,
  made: MadeKey[],
): Promise<trust.Credential> {
  const { publicUrl } = settings;
  const root = await httpsRoot(settings, held, made);
  const isFit =
    root === held.httpsAuthority &&
    held.https !== undefined &&
    trust.isHttpsCredentialFit(held.https, root, publicUrl, clock.now());
  if (isFit && held.https !== undefined) return held.https;
  const credential = await trust.issueHttpsCredential(root, publicUrl, clock.now(), trust.randomBytes);
  await trust.saveCredential(at(settings, keyFiles.https), credential);
  made.push({
    action: 'CertificateIssued',
    kind: 'certificate',
    id: 'https',
    text: `issued the HTTPS certificate for ${publicUrl.host} (90 days)`,
  });
  return credential;
}

async function httpsRoot(settings: CockpitSettings, held: Held, made: MadeKey[]): Promise<trust.Credential> {
  const { publicUrl } = settings;
  if (
    held.httpsAuthority !== undefined &&
    trust.isHttpsAuthorityFit(held.httpsAuthority, publicUrl, clock.now())
  )
    return held.httpsAuthority;
  const root = await trust.createHttpsAuthority(publicUrl, clock.now(), trust.randomBytes);
  await trust.saveCredential(at(settings, keyFiles.httpsAuthority), root);
  made.push({
    action: 'AuthorityCreated',
    kind: 'authority',
    id: 'https',
    text: `created the root of the HTTPS certificate, for ${publicUrl.hostname} alone`,
  });
  return root;
}

function progress(text: string): void {
  channel.report({ kind: 'progress', text });
  log.info('progress', { text });
}

function unwrapAll<T>(read: { ok: true; value: T } | { ok: false; problem: readonly Problem[] }): T {
  if (read.ok) return read.value;
  throw new ProblemError(problem('InvalidInput', read.problem.map((each) => each.message).join('\n')));
}

function at({ dataFolder }: CockpitSettings, name: string): string {
  return join(dataFolder, name);
}

function databaseFile(settings: CockpitSettings): string {
  return at(settings, 'cockpit.db');
}
