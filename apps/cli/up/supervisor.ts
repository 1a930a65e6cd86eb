import type { SupervisorOrder } from '@interlock/base';
import { type ProgramEvent, type ProgramName, programNames } from './program.ts';
import type { ProgramProcess } from './program-process.ts';

/** What the supervisor needs of the world. */
export interface SupervisorPorts {
  /** Starts a program and tells what happens to it. */
  start(program: ProgramName, onEvent: (event: ProgramEvent) => void): ProgramProcess;
  /** Resolves when the programs may begin: what they serve has to be there before. Default: at once. */
  readonly mayBegin?: Promise<void>;
  /** Called once per moment that a person may want to see. */
  show(event: ProgramEvent): void;
  /** A timer that the end of the supervisor clears. */
  after(milliseconds: number, run: () => void): () => void;
}

/** How the first phase of a start ended. */
export type StartOutcome =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly message: string };

/** How long a clean stop may take before what is left is killed, in milliseconds. */
export const stopMilliseconds = 5_000;

/** The longest pause before a program that died is started again, in milliseconds. */
const restartPauseMax = 30_000;

/**
 * Starts the three programs in two phases: none begins before all have looked at their settings and stores and found
 * nothing that forbids the start. Afterwards one that dies is started again, after 0.5, 1, 2 … 30 s.
 */
export class Supervisor {
  readonly #ports: SupervisorPorts;
  readonly #rootPassword: string | undefined;
  readonly #running = new Map<ProgramName, ProgramProcess>();
  readonly #checked = new Set<ProgramName>();
  readonly #ready = new Set<ProgramName>();
  readonly #deaths = new Map<ProgramName, number>();
  /** Join tokens not yet used, by the program that needs them. */
  readonly #tokens = new Map<ProgramName, string>();
  readonly #faults = new Map<ProgramName, string>();
  readonly #timers = new Set<() => void>();
  #phase: 'checking' | 'running' | 'stopping' = 'checking';
  #settle: (outcome: StartOutcome) => void = () => undefined;

  constructor(ports: SupervisorPorts, rootPassword?: string) {
    this.#ports = ports;
    this.#rootPassword = rootPassword;
  }

  /** Starts everything; resolves when all three are ready, or when one refuses. */
  start(): Promise<StartOutcome> {
    const { promise, resolve } = Promise.withResolvers<StartOutcome>();
    this.#settle = resolve;
    for (const program of programNames) this.#launch(program);
    return promise;
  }

  /** Stops all programs cleanly; what is left after {@link stopMilliseconds} is killed. */
  async stop(): Promise<void> {
    this.#phase = 'stopping';
    for (const clear of this.#timers) clear();
    const left = [...this.#running.values()];
    for (const running of left) running.tell({ kind: 'stop' });
    const clear = this.#ports.after(stopMilliseconds, () => this.killAll());
    await Promise.all(left.map((running) => running.ended));
    clear();
  }

  /** Ends all programs at once. */
  killAll(): void {
    this.#phase = 'stopping';
    for (const running of this.#running.values()) running.kill();
  }

  #launch(program: ProgramName): void {
    this.#running.set(
      program,
      this.#ports.start(program, (event) => this.#on(event)),
    );
  }

  #on(event: ProgramEvent): void {
    if (event.kind === 'ended') {
      this.#ports.show(this.#onEnded(event));
      return;
    }
    this.#onReport(event);
    this.#ports.show(event);
  }

  #onReport({ program, report }: Extract<ProgramEvent, { kind: 'report' }>): void {
    if (report.kind === 'checked') this.#onChecked(program);
    else if (report.kind === 'joinToken') this.#passToken(report.role, report.token);
    else if (report.kind === 'fault') this.#faults.set(program, report.message);
    else if (report.kind === 'ready') this.#onReady(program);
  }

  #onChecked(program: ProgramName): void {
    if (this.#phase === 'running') {
      this.#begin(program);
      return;
    }
    this.#checked.add(program);
    if (this.#checked.size < programNames.length) return;
    if (this.#ports.mayBegin === undefined) this.#beginAll();
    else void this.#ports.mayBegin.then(() => this.#beginAll());
  }

  #beginAll(): void {
    if (this.#phase !== 'checking') return;
    this.#phase = 'running';
    for (const each of programNames) this.#begin(each);
  }

  #begin(program: ProgramName): void {
    const password = program === 'cockpit' ? this.#rootPassword : undefined;
    this.#tell(program, { kind: 'begin', ...(password === undefined ? {} : { rootPassword: password }) });
    const token = this.#tokens.get(program);
    if (token !== undefined) this.#tell(program, { kind: 'join', token });
  }

  #passToken(program: ProgramName, token: string): void {
    this.#tokens.set(program, token);
    this.#tell(program, { kind: 'join', token });
  }

  #tell(program: ProgramName, order: SupervisorOrder): void {
    this.#running.get(program)?.tell(order);
  }

  #onReady(program: ProgramName): void {
    this.#ready.add(program);
    this.#tokens.delete(program);
    this.#deaths.delete(program);
    if (this.#ready.size === programNames.length) this.#settle({ kind: 'ready' });
  }

  /** @returns the end with what follows from it. */
  #onEnded(event: Extract<ProgramEvent, { kind: 'ended' }>): ProgramEvent {
    const { program } = event;
    this.#running.delete(program);
    const fault = this.#faults.get(program);
    this.#faults.delete(program);
    if (this.#phase === 'stopping') return event;
    if (!this.#ready.has(program)) {
      this.#settle({ kind: 'refused', message: fault ?? unexpectedEnd(event) });
      return event;
    }
    this.#startAgain(program);
    return { ...event, isStartedAgain: true, ...(fault === undefined ? {} : { fault }) };
  }

  #startAgain(program: ProgramName): void {
    const deaths = (this.#deaths.get(program) ?? 0) + 1;
    this.#deaths.set(program, deaths);
    const pause = Math.min(250 * 2 ** deaths, restartPauseMax);
    const clear = this.#ports.after(pause, () => {
      this.#timers.delete(clear);
      if (this.#phase === 'running') this.#launch(program);
    });
    this.#timers.add(clear);
  }
}

function unexpectedEnd(ended: Extract<ProgramEvent, { kind: 'ended' }>): string {
  const { program, code, signal, lastWords } = ended;
  const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
  const said = lastWords === undefined ? '' : ` It said: ${lastWords}`;
  return `The ${program} ended ${how} before it was ready; see console.log and logs/${program}.log in its data folder.${said}`;
}
