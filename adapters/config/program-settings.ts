import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Problem, problem, type Result, refuse, succeed, unwrap } from '@interlock/base';
import { type BindAddress, isLoopback, printBindAddress } from './bind-address.ts';
import { type Setting, type SettingSources, valueOfSetting } from './setting.ts';
import { settingsList } from './settings-list.ts';

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The three programs. */
export type ProgramName = 'cockpit' | 'controller' | 'agent';

/** The id of the Cockpit's node; there is one for each installation as yet. */
export const cockpitId = 'cockpit';

/** What each program is told. Paths are absolute; a file that is not set is undefined. */
export interface CockpitSettings {
  readonly dataFolder: string;
  /** The address clients use. */
  readonly publicUrl: URL;
  /** Whether the address was set; unset, HTTPS binds loopback. */
  readonly isPublic: boolean;
  readonly httpsPort: number;
  readonly httpBind: BindAddress;
  /** The Controller and the Agent that the first start joins. */
  readonly controllerId: string;
  readonly controllerBind: BindAddress;
  readonly agentId: string;
  readonly agentBind: BindAddress;
  readonly witnessFile: string;
  readonly sealingKeyFile: string;
}

export interface ControllerSettings {
  readonly dataFolder: string;
  readonly id: string;
  readonly bind: BindAddress;
  readonly witnessFile: string;
}

export interface AgentSettings {
  readonly dataFolder: string;
  readonly id: string;
  readonly bind: BindAddress;
  readonly logLimitBytes: number;
  readonly witnessFile: string;
}

/** The folder that holds all programs' folders: INTERLOCK_DATA, or `data` in the current folder. */
export function dataRoot(env: Environment): string {
  return resolve(env.INTERLOCK_DATA || 'data');
}

/** The Cockpit's settings, or every problem in them. */
export function readCockpitSettings(env: Environment): Result<CockpitSettings, readonly Problem[]> {
  return collect(
    env,
    'cockpit',
    [
      'publicUrl',
      'httpsPort',
      'httpBind',
      'controllerId',
      'controllerBind',
      'agentId',
      'agentBind',
      'witnessFile',
      'sealingKeyFile',
    ],
    (value, dataFolder) => {
      const publicUrl = value(settingsList.publicUrl);
      const httpsPort = value(settingsList.httpsPort);
      const httpBind = value(settingsList.httpBind);
      if (httpBind !== undefined && !isLoopback(httpBind.host)) return refuse([httpElsewhere(httpBind)]);
      return succeed({
        dataFolder,
        publicUrl: publicUrl ?? new URL(`https://localhost:${httpsPort}`),
        isPublic: publicUrl !== null,
        httpsPort,
        httpBind,
        controllerId: value(settingsList.controllerId),
        controllerBind: value(settingsList.controllerBind),
        agentId: value(settingsList.agentId),
        agentBind: value(settingsList.agentBind),
        witnessFile: value(settingsList.witnessFile) || join(dataFolder, 'witness.jsonl'),
        sealingKeyFile: value(settingsList.sealingKeyFile) || join(dataFolder, 'keys', 'sealing.key'),
      });
    },
  );
}

function httpElsewhere(bind: BindAddress): Problem {
  const message = `INTERLOCK_HTTP_BIND: ${printBindAddress(bind)} is not loopback, and plain HTTP would carry passwords and session tokens over the network in clear. Use HTTPS from other machines: set INTERLOCK_PUBLIC_URL.`;
  return problem('InvalidInput', message, { field: 'httpBind' });
}

/** The Controller's settings, or every problem in them. */
export function readControllerSettings(env: Environment): Result<ControllerSettings, readonly Problem[]> {
  return collect(env, 'controller', ['controllerId', 'controllerBind', 'witnessFile'], (value, dataFolder) =>
    succeed({
      dataFolder,
      id: value(settingsList.controllerId),
      bind: value(settingsList.controllerBind),
      witnessFile: value(settingsList.witnessFile) || join(dataFolder, 'witness.jsonl'),
    }),
  );
}

/** The Agent's settings, or every problem in them. */
export function readAgentSettings(env: Environment): Result<AgentSettings, readonly Problem[]> {
  return collect(
    env,
    'agent',
    ['agentId', 'agentBind', 'logLimitBytes', 'witnessFile'],
    (value, dataFolder) =>
      succeed({
        dataFolder,
        id: value(settingsList.agentId),
        bind: value(settingsList.agentBind),
        logLimitBytes: value(settingsList.logLimitBytes),
        witnessFile: value(settingsList.witnessFile) || join(dataFolder, 'witness.jsonl'),
      }),
  );
}

type Reader = <T>(setting: Setting<T>) => T;

/** Reads every setting named, so that all problems are told at once, and only then builds the result. */
function collect<T>(
  env: Environment,
  program: ProgramName,
  keys: readonly (keyof typeof settingsList)[],
  build: (value: Reader, dataFolder: string) => Result<T, readonly Problem[]>,
): Result<T, readonly Problem[]> {
  const dataFolder = join(dataRoot(env), program);
  const file = readSettingsFile(join(dataFolder, `${program}.conf`), keys);
  if (!file.ok) return file;
  const sources: SettingSources = { env, file: file.value };
  const problems = keys.flatMap((key) => {
    const read = valueOfSetting<unknown>(settingsList[key], sources);
    return read.ok ? [] : [read.problem];
  });
  if (problems.length > 0) return refuse(problems);
  return build((setting) => unwrap(valueOfSetting(setting, sources)), dataFolder);
}

/** The settings file: a JSON object of known keys; a file that is not there is empty. */
function readSettingsFile(
  path: string,
  keys: readonly string[],
): Result<SettingSources['file'], readonly Problem[]> {
  const text = textOf(path);
  if (!text.ok) return refuse([text.problem]);
  if (text.value === undefined) return succeed({ path, values: {} });
  const values = parseObject(text.value);
  if (typeof values === 'string')
    return refuse([problem('InvalidInput', `${path} can not be read: ${values}`)]);
  const unknown = Object.keys(values).filter((key) => !keys.includes(key));
  if (unknown.length === 0) return succeed({ path, values });
  return refuse(
    unknown.map((key) =>
      problem('InvalidInput', `${path}: there is no setting ${JSON.stringify(key)}.`, { field: key }),
    ),
  );
}

function textOf(path: string): Result<string | undefined> {
  try {
    return succeed(readFileSync(path, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return succeed(undefined);
    return refuse(problem('InvalidInput', `${path} can not be read: ${code ?? String(error)}.`));
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | string {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : 'it is no JSON object';
  } catch (error) {
    return error instanceof Error ? error.message : 'it is not JSON';
  }
}
