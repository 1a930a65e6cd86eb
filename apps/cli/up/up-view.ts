import type { ProgramReport } from '@interlock/base';
import type { ProgramEvent, ProgramName } from './program.ts';

/** Where lines go, and whether colours are wanted there. */
export interface Terminal {
  write(line: string): void;
  readonly colors: boolean;
}

const titles: Readonly<Record<ProgramName, string>> = {
  cockpit: 'Cockpit',
  controller: 'Controller',
  agent: 'Agent',
};

/** Turns what happens to the programs into lines that a person can follow. */
export class UpView {
  readonly #terminal: Terminal;
  #password: { readonly account: string; readonly password: string } | undefined;
  readonly #facts: string[] = [];

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** The first password to be shown, if one was made. */
  get password(): { readonly account: string; readonly password: string } | undefined {
    return this.#password;
  }

  /** What a person should know of this installation. */
  get facts(): readonly string[] {
    return this.#facts;
  }

  title(text: string): void {
    this.#terminal.write(this.#paint('1', text));
  }

  done(text: string): void {
    this.#terminal.write(`  ${this.#paint('32', '✓')} ${text}`);
  }

  trouble(text: string): void {
    this.#terminal.write(`  ${this.#paint('31', '✗')} ${text}`);
  }

  plain(text: string): void {
    this.#terminal.write(text);
  }

  show(event: ProgramEvent): void {
    if (event.kind === 'report') this.#showReport(event.program, event.report);
    else if (event.isStartedAgain) this.trouble(againLine(event));
  }

  #showReport(program: ProgramName, report: ProgramReport): void {
    const title = titles[program];
    if (report.kind === 'checked') this.done(`${title} runs on Node ${report.runtime}`);
    else if (report.kind === 'progress') this.done(`${title}: ${report.text}`);
    else if (report.kind === 'listening') this.done(listeningLine(title, report));
    else if (report.kind === 'oneTimePassword') this.#password = report;
    else if (report.kind === 'orderLog')
      this.#terminal.write(`    ${this.#paint('2', '│')} ${printable(report.line)}`);
    else if (report.kind === 'firstOrder') this.#showFirstOrder(report.orderId, report.outcome);
    else if (report.kind === 'ready') this.#facts.push(...report.facts);
  }

  #showFirstOrder(orderId: string, outcome: 'succeeded' | 'failed'): void {
    if (outcome === 'succeeded') this.done(`first order ${orderId} succeeded`);
    else this.trouble(`first order ${orderId} failed`);
  }

  #paint(code: string, text: string): string {
    return this.#terminal.colors ? `\u001b[${code}m${text}\u001b[0m` : text;
  }
}

/** Of ends that were asked for nothing is said, and of those that end the start the start itself speaks. */
function againLine(event: Extract<ProgramEvent, { kind: 'ended' }>): string {
  const { program, signal, code, fault, lastWords } = event;
  const why = fault ?? (signal === null ? lastWords : undefined);
  const said = why === undefined ? '' : ` It said: ${printable(why)}`;
  return `${titles[program]} ended (${signal ?? `exit code ${code}`}); it is started again.${said}`;
}

function listeningLine(title: string, report: Extract<ProgramReport, { kind: 'listening' }>): string {
  const { address, what, tls } = report;
  return `${title} listens on ${address} for ${what}${tls === undefined ? '' : ` (${tls})`}`;
}

/** A job's output must not steer the terminal: what is no printable character is shown as its code. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (char) =>
    char === '\t' ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
