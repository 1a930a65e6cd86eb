import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { freePorts, type NeededAddress, preflight } from './preflight.ts';
import type { ProgramEvent, ProgramName } from './program.ts';
import { startProgram } from './program-process.ts';
import { Supervisor } from './supervisor.ts';
import { type Terminal, UpView } from './up-view.ts';
import { buildWeb } from './web-build.ts';

/** The environment of a process. */
type Environment = Readonly<Record<string, string | undefined>>;

/** What `up` is given by the composition root. */
export interface UpOptions {
  readonly version: string;
  /** The folder that holds `apps/`. */
  readonly home: string;
  readonly once: boolean;
  readonly env: Environment;
  readonly terminal: Terminal;
  /** Reads the settings of all programs; the problems of all are told at once. */
  readonly readSettings: (env: Environment) => UpSettings | readonly string[];
  /** The variable that tells a program of its pipe. */
  readonly supervisedVariable: string;
  /** Called on Ctrl-C and the like: once for a clean stop, again for an end at once. */
  readonly onInterrupt: (interrupt: () => void) => () => void;
}

/** What `up` needs to know of the settings. */
export interface UpSettings {
  readonly dataRoot: string;
  readonly publicUrl: string;
  readonly httpUrl: string;
  readonly addresses: readonly NeededAddress[];
}

/** Starts the three programs and stays until it is stopped; with `once` until the first order has ended. */
export async function runUp(options: UpOptions): Promise<ExitCode> {
  const view = new UpView(options.terminal);
  view.title(`Interlock ${options.version} · Node ${process.version} (${process.execPath})`);
  const env = options.once ? await onceEnvironment(options.env) : options.env;
  try {
    return await runIn(env, options, view);
  } finally {
    if (options.once && env.INTERLOCK_DATA !== undefined)
      rmSync(env.INTERLOCK_DATA, { recursive: true, force: true });
  }
}

/** A folder and ports of its own, so that a trial run meets nothing that is there. */
async function onceEnvironment(env: Environment): Promise<Environment> {
  const [http, https, controller, agent] = await freePorts(4);
  return {
    ...env,
    INTERLOCK_DATA: mkdtempSync(join(tmpdir(), 'interlock-once-')),
    INTERLOCK_PUBLIC_URL: undefined,
    INTERLOCK_HTTP_BIND: `127.0.0.1:${http}`,
    INTERLOCK_HTTPS_PORT: String(https),
    INTERLOCK_CONTROLLER_BIND: `127.0.0.1:${controller}`,
    INTERLOCK_AGENT_BIND: `127.0.0.1:${agent}`,
  };
}

/** How long the build of the pages may take, in milliseconds. */
const buildMilliseconds = 300_000;

async function runIn(env: Environment, options: UpOptions, view: UpView): Promise<ExitCode> {
  const settings = options.readSettings(env);
  const fault = isProblems(settings)
    ? settings.join('\n')
    : await preflight(settings.dataRoot, settings.addresses);
  if (fault !== undefined || isProblems(settings)) return refuse(view, fault ?? '');

  view.done(
    `Data folder ${settings.dataRoot} (${existsSync(join(settings.dataRoot, 'cockpit')) ? 'found' : 'new'})`,
  );
  let firstOrder: 'succeeded' | 'failed' | undefined;
  const show = (event: ProgramEvent) => {
    if (event.kind === 'report' && event.report.kind === 'firstOrder') firstOrder = event.report.outcome;
    view.show(event);
  };
  // The Cockpit reads the pages when it begins; the checks of the programs go on beside the build.
  const build = buildWeb(join(options.home, 'apps/web/build.mjs'), AbortSignal.timeout(buildMilliseconds));
  const built = Promise.withResolvers<void>();
  const supervisor = new Supervisor(
    { start: starter(env, settings, options), mayBegin: built.promise, show, after },
    env.INTERLOCK_ROOT_PASSWORD || undefined,
  );
  const stop = stopper(supervisor, view, options);
  const outcome = await Promise.race([
    supervisor.start(),
    stop.requested.then(() => ({ kind: 'stopped' }) as const),
    build.then((done) => afterBuild(done, view, built.resolve)),
  ]);
  if (outcome.kind === 'refused') {
    await supervisor.stop();
    return refuse(view, outcome.message);
  }
  if (outcome.kind === 'ready') showReady(view, settings, options.once);
  if (outcome.kind === 'ready' && !options.once) await stop.requested;
  await stop.stop();
  return options.once && firstOrder !== 'succeeded' ? exitCodes.failed : exitCodes.done;
}

function isProblems(settings: UpSettings | readonly string[]): settings is readonly string[] {
  return Array.isArray(settings);
}

function refuse(view: UpView, message: string): ExitCode {
  view.trouble(message);
  return exitCodes.failed;
}

/** Lets the programs begin; where the build failed, nothing begins. */
function afterBuild(
  build: { readonly ok: boolean; readonly text: string },
  view: UpView,
  begin: () => void,
): Promise<never> | { readonly kind: 'refused'; readonly message: string } {
  if (!build.ok) return { kind: 'refused', message: `The pages could not be built.\n${build.text}` };
  view.done(build.text);
  begin();
  return new Promise(() => undefined);
}

function showReady(view: UpView, settings: UpSettings, once: boolean): void {
  for (const fact of view.facts) view.plain(`  · ${fact}`);
  view.plain('');
  view.title(`Ready: ${settings.httpUrl}`);
  view.plain(
    `       ${settings.publicUrl} (its certificate is signed by an own root: npx interlock ca trust)`,
  );
  const { password } = view;
  if (password !== undefined)
    view.plain(
      `Account: ${password.account}   One-time password: ${password.password}   (to be changed at the first login)`,
    );
  if (!once) view.plain('Stop: Ctrl-C');
}

function starter(env: Environment, settings: UpSettings, options: UpOptions) {
  return (program: ProgramName, onEvent: (event: ProgramEvent) => void) =>
    startProgram(
      {
        program,
        main: join(options.home, 'apps', program, 'main.ts'),
        env: programEnvironment(env, settings, options),
        dataFolder: join(settings.dataRoot, program),
      },
      onEvent,
    );
}

/** Programs start with what they need and nothing else: a job must find no secret of the person who started them. */
function programEnvironment(
  env: Environment,
  settings: UpSettings,
  options: UpOptions,
): Readonly<Record<string, string>> {
  const passed = Object.entries(env).filter(
    ([name, value]) =>
      value !== undefined &&
      (/^(PATH|HOME|LANG|LC_ALL|TZ|TMPDIR|SystemRoot)$/.test(name) ||
        /^INTERLOCK_(?!ROOT_PASSWORD)/.test(name)),
  ) as [string, string][];
  return {
    ...Object.fromEntries(passed),
    INTERLOCK_DATA: settings.dataRoot,
    [options.supervisedVariable]: '1',
    NODE_COMPILE_CACHE: join(options.home, 'node_modules/.cache/interlock-compiled'),
  };
}

function stopper(supervisor: Supervisor, view: UpView, options: UpOptions) {
  const requested = Promise.withResolvers<void>();
  let interrupts = 0;
  const forget = options.onInterrupt(() => {
    interrupts += 1;
    if (interrupts === 1) {
      view.plain('\nStopping … (Ctrl-C again ends at once)');
      requested.resolve();
    } else {
      supervisor.killAll();
    }
  });
  return {
    requested: requested.promise,
    stop: async () => {
      await supervisor.stop();
      forget();
      view.plain('Stopped.');
    },
  };
}

function after(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
