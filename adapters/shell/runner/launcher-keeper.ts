import type {
  LaunchCommand,
  LauncherCommand,
  LauncherReport,
  LeftTree,
} from '../launcher/launcher-message.ts';
import { type LauncherClient, startLauncher } from './launcher-client.ts';

/** How many launchers in a row may die without having reported anything. */
const stillbornMax = 3;

/** What became of a launch. */
export type LaunchResult =
  | Extract<LauncherReport, { readonly kind: 'launched' | 'notLaunched' }>
  | { readonly kind: 'lost' };

/** Keeps one launcher alive: starts another one when it dies, and has it clean up after the dead one. */
export interface LauncherKeeper {
  /** The pid of the present launcher. */
  pid(): number;
  /**
   * Starts a script. `lost`: the launcher died over it; what ran of it is dead. The result is called back rather than
   * promised, because the report that the step has ended may follow in the same breath.
   */
  launch(command: LaunchCommand, onResult: (result: LaunchResult) => void): void;
  /** Kills trees of an earlier launcher. @returns how many processes were killed. */
  sweep(trees: readonly LeftTree[]): Promise<number>;
  /** Sends what needs no answer, and would mean nothing to another launcher. */
  send(command: Extract<LauncherCommand, { readonly kind: 'kill' | 'forget' | 'makeFifos' }>): void;
  /** Ends the launcher and starts no other. */
  close(): Promise<void>;
}

/** Who hears of what no call waits for. */
export interface LauncherEvents {
  readonly onFifos: (paths: readonly string[]) => void;
  readonly onEnded: (report: Extract<LauncherReport, { readonly kind: 'ended' }>) => void;
  /** The launcher has died; another one runs. What it had launched still has to be swept. */
  readonly onReplaced: (lastWords: string) => void;
  /** No launcher can be kept alive: nothing can be started or killed any more. */
  readonly onFault: (lastWords: string) => void;
}

/** Starts a launcher and keeps one alive. */
export function keepLauncher(workFolder: string, events: LauncherEvents): LauncherKeeper {
  const launches = new Map<string, Waiting<LaunchCommand, LaunchResult>>();
  const sweeps = new Map<number, Waiting<readonly LeftTree[], number>>();
  let sweepCount = 0;
  let stillbornCount = 0;
  let state: 'open' | 'closing' | 'failed' = 'open';
  let client = start();

  function start(): LauncherClient {
    const started = startLauncher(workFolder, onReport);
    void started.ended.then(onDeath);
    return started;
  }

  function onReport(report: LauncherReport): void {
    stillbornCount = 0;
    if (report.kind === 'fifosMade') events.onFifos(report.paths);
    else if (report.kind === 'ended') events.onEnded(report);
    else if (report.kind === 'swept') settle(sweeps, report.requestId, report.killedCount);
    else settle(launches, report.stepId, report);
  }

  function onDeath(lastWords: string): void {
    if (state !== 'open') return;
    stillbornCount++;
    if (stillbornCount > stillbornMax) {
      fail(lastWords);
      return;
    }
    client = start();
    for (const [requestId, { request }] of sweeps) client.send({ kind: 'sweep', requestId, trees: request });
    for (const [stepId, { request }] of launches) {
      const { marker, folder } = request;
      void sweep([{ marker, folder }]).then(() => settle(launches, stepId, { kind: 'lost' }));
    }
    events.onReplaced(lastWords);
  }

  function fail(lastWords: string): void {
    state = 'failed';
    giveUp();
    events.onFault(lastWords);
  }

  function giveUp(): void {
    for (const requestId of [...sweeps.keys()]) settle(sweeps, requestId, 0);
    for (const stepId of [...launches.keys()]) settle(launches, stepId, { kind: 'lost' });
  }

  function sweep(trees: readonly LeftTree[]): Promise<number> {
    if (state !== 'open') return Promise.resolve(0);
    const requestId = ++sweepCount;
    return new Promise((resolve) => {
      sweeps.set(requestId, { request: trees, onResult: resolve });
      client.send({ kind: 'sweep', requestId, trees });
    });
  }

  function launch(command: LaunchCommand, onResult: (result: LaunchResult) => void): void {
    const { stepId } = command;
    if (state !== 'open') {
      onResult({ kind: 'notLaunched', stepId, message: 'there is no launcher' });
      return;
    }
    launches.set(stepId, { request: command, onResult });
    client.send(command);
  }

  return {
    pid: () => client.pid,
    launch,
    sweep,
    send: (command) => client.send(command),
    async close() {
      state = 'closing';
      await client.close();
      giveUp();
    },
  };
}

interface Waiting<Request, Result> {
  readonly request: Request;
  readonly onResult: (result: Result) => void;
}

function settle<Key, Result>(waiting: Map<Key, Waiting<unknown, Result>>, key: Key, result: Result): void {
  const found = waiting.get(key);
  waiting.delete(key);
  found?.onResult(result);
}
