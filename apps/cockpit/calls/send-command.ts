import type { AuditEventName, AuditReason, AuditTarget } from '@interlock/audit';
import type { FolderPath, Result } from '@interlock/base';
import type { RequestFacts } from '@interlock/cockpit-api';
import type { Permission } from '@interlock/iam';
import type { OnBehalf } from '@interlock/node-api';
import type { Beside } from '../audit/command-audit.ts';
import type { CallPorts, CallStores } from '../call-ports.ts';
import type { RegisteredController } from '../controllers/controller-gateway.ts';
import type { Caller } from '../sessions/caller.ts';

/** What a Controller answers to a command that it has done. */
export interface Done {
  /** The last event when it was durable; a mirror that has it shows what was done. */
  readonly eventId: number;
}

/** A command to a Controller that has been decided, with what is stored beside its records. */
export interface DecidedCommand extends Beside<CallStores, Done> {
  readonly controller: RegisteredController;
  readonly action: AuditEventName;
  readonly targets: readonly AuditTarget[];
  readonly reason?: AuditReason;
  /** The right that was decided, and the folders in which: the Controller holds its targets against both. */
  readonly permission: Permission;
  readonly folders: readonly FolderPath[];
  ask(onBehalf: OnBehalf, signal: AbortSignal): Promise<Result<Done>>;
}

/** How long a command may take, in milliseconds. */
const commandTimeoutMs = 30_000;

/**
 * Sends a decided command: the intent is durable before, the outcome is noted after (semantics §6.2), and the answer
 * waits a little until the mirror shows what was done. A client that goes away does not call it back.
 */
export async function sendCommand(
  ports: CallPorts,
  call: { readonly caller: Caller; readonly facts: RequestFacts },
  command: DecidedCommand,
): Promise<Result<Done>> {
  const { controller, action, targets, reason } = command;
  const { caller, facts } = call;
  const onBehalf: OnBehalf = {
    account: caller.accountKey,
    permission: command.permission,
    folders: [...new Set(command.folders)].map((folder) => ({ folder, recursive: false })),
  };
  const sent = await ports.audit.command(
    { action, targets, facts, caller, ...(reason === undefined ? {} : { reason }) },
    () => command.ask(onBehalf, AbortSignal.timeout(commandTimeoutMs)),
    command,
  );
  if (sent.ok)
    await controller.waitFor(sent.value.eventId, AbortSignal.timeout(ports.settings.readYourWritesMs));
  return sent;
}
