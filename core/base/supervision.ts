import type { ProblemCode } from './problem-codes.ts';

/** What a program tells the supervisor that started it, one JSON object a line. */
export type ProgramReport =
  /** Settings, keys and stores were looked at and are sound; nothing has been changed yet. */
  | { readonly kind: 'checked'; readonly runtime: string }
  /** Something was created or reached, in a sentence for a person. */
  | { readonly kind: 'progress'; readonly text: string }
  | { readonly kind: 'listening'; readonly what: string; readonly address: string; readonly tls?: string }
  /** A program that has not joined needs this token; the supervisor passes it on and keeps nothing. */
  | {
      readonly kind: 'joinToken';
      readonly role: 'controller' | 'agent';
      readonly id: string;
      readonly token: string;
    }
  /** The first password of an account, to be shown once. */
  | { readonly kind: 'oneTimePassword'; readonly account: string; readonly password: string }
  | { readonly kind: 'orderLog'; readonly line: string }
  | { readonly kind: 'firstOrder'; readonly orderId: string; readonly outcome: 'succeeded' | 'failed' }
  /** The program does its work from here on. `facts` are short sentences that a person should know. */
  | { readonly kind: 'ready'; readonly facts: readonly string[] }
  /** The program ends because of this. */
  | { readonly kind: 'fault'; readonly code: ProblemCode; readonly message: string };

/** What the supervisor tells a program. */
export type SupervisorOrder =
  /** All programs are sound: begin. `rootPassword` is for the Cockpit's first start alone. */
  | { readonly kind: 'begin'; readonly rootPassword?: string }
  | { readonly kind: 'join'; readonly token: string }
  /** Stop cleanly, within 5 s. */
  | { readonly kind: 'stop' };

/** The pipe to the supervisor, as a program sees it. Without a supervisor, reports are dropped and no order comes. */
export interface SupervisorChannel {
  /** Whether a supervisor started this program. */
  readonly supervised: boolean;
  report(report: ProgramReport): void;
  /** Resolves when the supervisor says `begin`; at once where there is none. */
  begun(): Promise<{ readonly rootPassword?: string }>;
  /** The next join token; never resolves without a supervisor. */
  joinToken(signal: AbortSignal): Promise<string>;
  /** Called once, when the supervisor says `stop`, is gone, or the process is told to end (SIGTERM, SIGINT). */
  onStop(stop: () => void): void;
  close(): void;
}
