/** The command line: puts commands, the supervisor and the adapters together. */
import { existsSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { auditLogFields } from '@interlock/audit';
import { type Result, refuse, succeed } from '@interlock/base';
import {
  type AgentSettings,
  type CockpitSettings,
  type ControllerSettings,
  cockpitId,
  dataRoot,
  printBindAddress,
  readAgentSettings,
  readCockpitSettings,
  readControllerSettings,
} from '@interlock/config';
import { openLog } from '@interlock/log';
import { inspectDatabase, openCockpitStoreBeside, readAuditChain } from '@interlock/store';
import { supervisedVariable } from '@interlock/supervision';
import * as trust from '@interlock/trust';
import { CommanderError } from 'commander';
import { CliFault } from './client/cli-fault.ts';
import { terminalContext } from './client/terminal-context.ts';
import { commandLine } from './command-line.ts';
import type { AuditPorts } from './commands/audit/audit-ports.ts';
import type { DoctorPorts } from './commands/doctor/doctor-ports.ts';
import { thisMachine } from './commands/doctor/this-machine.ts';
import type { RescuePorts } from './commands/rescue/rescue-ports.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import manifest from './package.json' with { type: 'json' };
import { programPlaces } from './program-places.ts';
import { runUp, type UpSettings } from './up/run-up.ts';

const home = join(import.meta.dirname, '../..');

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<ExitCode> {
  const stop = new AbortController();
  let result: ExitCode = exitCodes.done;
  const ports = {
    version: manifest.version,
    contextFor: (json: boolean) => terminalContext(json, stop.signal),
    up,
    httpsRootFile: join(dataRoot(process.env), 'cockpit', 'https', 'root.pem'),
    audit: auditPorts(),
    doctor: doctorPorts,
    rescue: rescuePorts,
  };
  const program = commandLine(ports, (code) => {
    result = code;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return result;
  } catch (error) {
    return report(error);
  }
}

/** One clear line for what is expected, the stack for what is not. */
function report(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof CliFault) {
    process.stderr.write(
      `${error.message}${error.reference === undefined ? '' : `\nWhy: npx interlock why --reference ${error.reference}`}\n`,
    );
    return error.exitCode;
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return exitCodes.failed;
}

function up(once: boolean): Promise<ExitCode> {
  return runUp({
    version: manifest.version,
    home,
    once,
    env: process.env,
    terminal: {
      write: (line) => void process.stdout.write(`${line}\n`),
      colors: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    },
    readSettings: upSettings,
    supervisedVariable,
    onInterrupt: (interrupt) => {
      const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
      for (const signal of signals) process.on(signal, interrupt);
      return () => {
        for (const signal of signals) process.off(signal, interrupt);
      };
    },
  });
}

/** The settings that `up` needs, or every problem in the settings of all three programs, each once. */
function upSettings(env: Environment): UpSettings | readonly string[] {
  const settings = allSettings(env);
  if (!settings.ok) return settings.problem;
  const { httpBind, publicUrl } = settings.value.cockpit;
  return {
    dataRoot: dataRoot(env),
    publicUrl: publicUrl.origin,
    httpUrl: `http://${httpBind.host === '127.0.0.1' ? `localhost:${httpBind.port}` : printBindAddress(httpBind)}`,
    addresses: addressesOf(settings.value),
  };
}

interface AllSettings {
  readonly cockpit: CockpitSettings;
  readonly controller: ControllerSettings;
  readonly agent: AgentSettings;
}

function addressesOf({ cockpit, controller, agent }: AllSettings): UpSettings['addresses'] {
  const { httpBind, httpsPort, isPublic } = cockpit;
  const httpsHost = isPublic ? '::' : '127.0.0.1';
  return [
    { what: 'Cockpit (HTTP)', variable: 'INTERLOCK_HTTP_BIND', ...httpBind },
    { what: 'Cockpit (HTTPS)', variable: 'INTERLOCK_HTTPS_PORT', host: httpsHost, port: httpsPort },
    { what: 'Controller', variable: 'INTERLOCK_CONTROLLER_BIND', ...controller.bind },
    { what: 'Agent', variable: 'INTERLOCK_AGENT_BIND', ...agent.bind },
  ];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of all programs, or every problem in them, each once. */
function allSettings(env: Environment): Result<AllSettings, readonly string[]> {
  const cockpit = readCockpitSettings(env);
  const controller = readControllerSettings(env);
  const agent = readAgentSettings(env);
  if (cockpit.ok && controller.ok && agent.ok)
    return succeed({ cockpit: cockpit.value, controller: controller.value, agent: agent.value });
  return refuse(problemsIn([cockpit, controller, agent]));
}

function problemsIn(
  read: readonly Result<unknown, readonly { readonly message: string }[]>[],
): readonly string[] {
  return [...new Set(read.flatMap((each) => (each.ok ? [] : each.problem.map(({ message }) => message))))];
}

function auditPorts(): AuditPorts {
  return {
    placesIn: (dataFolder) => {
      const env = dataFolder === undefined ? process.env : { ...process.env, INTERLOCK_DATA: dataFolder };
      const settings = allSettings(env);
      if (!settings.ok) return settings;
      const places = programPlaces(dataRoot(env)).map(({ program, database, auditKeyFile }) => ({
        role: program,
        database,
        keyFile: auditKeyFile,
        witnessFile: settings.value[program].witnessFile,
      }));
      return succeed(places);
    },
    readChain: (database, role) => readAuditChain(database, role, cockpitId),
    readWitness: trust.readWitnessFile,
    readPublicKey: trust.loadAuditSigner,
    parseKeys: trust.parseAuditKeys,
    keysText: trust.auditKeysText,
    verifier: trust.statementVerifier,
    sha256: trust.sha256,
  };
}

function rescuePorts(): RescuePorts {
  const folder = join(dataRoot(process.env), 'cockpit');
  const database = join(folder, 'cockpit.db');
  const uid = process.getuid?.();
  return {
    folder,
    database,
    cockpitId,
    ownerOf: (path) => statSync(path, { throwIfNoEntry: false }),
    exists: existsSync,
    user: { name: userInfo().username, ...(uid === undefined ? {} : { uid }) },
    open: () =>
      openCockpitStoreBeside({
        path: database,
        onFault: ({ message }) => process.stderr.write(`${message}\n`),
      }),
    hash: async (password) => {
      // It comes with a list of leaked passwords, which no other command needs.
      const { argon2Hasher } = await import('@interlock/identity-joc');
      return argon2Hasher({ random: trust.randomBytes }).hash(password, AbortSignal.timeout(30_000));
    },
    logAudit: (records) => {
      const log = openLog({ program: 'cockpit', destination: { write: () => undefined } });
      log.openFiles({ folder: join(folder, 'logs'), alsoDestination: false });
      for (const record of records) log.channels.audit.info(record.action, auditLogFields(record));
      log.closeFiles();
    },
    nowMs: Date.now(),
    sha256: trust.sha256,
    randomBytes: trust.randomBytes,
  };
}

function doctorPorts(): DoctorPorts {
  const nowMs = Date.now();
  const { platform, arch, version, getuid } = process;
  return {
    env: process.env,
    runtime: { nodeVersion: version, platform, arch, userName: userInfo().username, uid: getuid?.() },
    nowMs,
    dataFolder: dataRoot(process.env),
    settings: () => {
      const settings = allSettings(process.env);
      if (!settings.ok) return settings;
      const { cockpit, controller, agent } = settings.value;
      return succeed({
        addresses: addressesOf(settings.value),
        sealingKeyFile: cockpit.sealingKeyFile,
        witnessFiles: {
          cockpit: cockpit.witnessFile,
          controller: controller.witnessFile,
          agent: agent.witnessFile,
        },
      });
    },
    inspectDatabase: (path, program) => inspectDatabase(path, program, cockpitId),
    readCertificate: async (file) => {
      const read = await trust.loadCredential(file);
      if (!read.ok) return read;
      if (read.value === undefined) return succeed(undefined);
      const { certificate } = read.value;
      return succeed({
        expiresAtMs: trust.expiryMs(certificate),
        isDue: trust.needsRenewal(certificate, nowMs),
      });
    },
    machine: thisMachine(join(home, 'apps/web/dist')),
  };
}
