import { type Log, type Result, refuse, succeed } from '@interlock/base';
import type {
  AgentCommand,
  AgentMessage,
  ControllerConnection,
  ControllerMessage,
} from '@interlock/node-api';
import { certificateEntry, coupledEntry } from '../audit/audit-entries.ts';
import type { AgentCertificate } from '../certificate/agent-certificate.ts';
import type { JournalWriter } from '../journal/journal-writer.ts';
import type { Steps } from '../steps/steps.ts';
import { type EventPusher, pushEvents } from './push-events.ts';
import { type Hello, welcome } from './welcome.ts';

/** How many commands may wait for the journal at once; beyond it the Controller has to wait. */
const underWayMax = 256;

/** What the link works with. */
export interface ControllerLinkPorts {
  readonly journal: JournalWriter;
  readonly steps: Steps;
  readonly log: Log;
  /** Something failed that should not; the Agent has to end. */
  readonly onFault: (fault: unknown) => void;
}

/** The Agent's side of hop 3. */
export interface ControllerLink {
  /**
   * Takes a connection whose other end and tokens are proved. It replaces the one before.
   *
   * @param certificate with which the Agent proved itself to it, and which it may renew.
   */
  connected(connection: ControllerConnection, certificate: AgentCertificate): void;
  /** Tells the Controller, if there is one, the head of the audit chain. */
  tellAuditHead(): void;
  /** Resolves when the Controller has been sent every event, or there is no Controller. */
  drained(): Promise<void>;
  /** Resolves when nothing of the connection is under way any more. */
  close(reason: string): Promise<void>;
}

/** Makes the link. It has one connection at a time, and a command of a connection that was replaced is dropped. */
export function createControllerLink(ports: ControllerLinkPorts): ControllerLink {
  const { journal, steps, log, onFault } = ports;
  const { agentId, journalId } = journal.contents;
  let current: ControllerConnection | undefined;
  const underWay = new Set<Promise<unknown>>();
  let currentPusher: EventPusher | undefined;
  let conversation: Promise<void> = Promise.resolve();
  let releasedEventId = journal.contents.releasedEventId;
  let wantedEventId = releasedEventId;
  let releasing: Promise<void> | undefined;

  async function converse(connection: ControllerConnection, certificate: AgentCertificate): Promise<void> {
    let pusher: EventPusher | undefined;
    for await (const message of connection.received) {
      if (connection !== current) break;
      if (message.kind === 'hello') pusher = await greet(connection, message, pusher);
      else if (pusher === undefined) connection.close('a hello has to come first');
      else if (message.kind === 'ack') acknowledge(connection, message.eventId, pusher.sentEventId());
      else await obey(connection, certificate, message);
    }
    await pusher?.done;
  }

  async function greet(
    connection: ControllerConnection,
    hello: Hello,
    pusher: EventPusher | undefined,
  ): Promise<EventPusher | undefined> {
    if (pusher !== undefined) {
      connection.close('a hello comes once');
      return pusher;
    }
    const lastEventId = journal.lastEventId();
    const answer = welcome(hello, { agentId, journalId, releasedEventId, lastEventId });
    const refusal = answer.ok ? undefined : answer.problem;
    await journal.write({ audit: [coupledEntry(connection.peerId, refusal)] });
    if (!answer.ok) {
      log.warn('coupling refused', { controllerId: connection.peerId, reason: answer.problem.message });
      await connection.send({ kind: 'refused', problem: { ...answer.problem } });
      connection.close('the coupling is refused');
      return undefined;
    }
    await release(hello.afterEventId);
    // Who names no journal has given up what came of it before: nobody waits for its steps, and nobody could kill them.
    if (hello.journalId === undefined) await steps.giveUp(connection.peerId);
    await connection.send(answer.value);
    log.info('coupled', { controllerId: connection.peerId, afterEventId: hello.afterEventId, lastEventId });
    const started = pushEvents(connection, journal, hello.afterEventId);
    started.done.catch(onFault);
    currentPusher = started;
    tellAuditHeadTo(connection);
    return started;
  }

  function acknowledge(connection: ControllerConnection, eventId: number, sentEventId: number): void {
    if (eventId > sentEventId) connection.close('an event was acknowledged that was never sent');
    else void release(eventId);
  }

  // One at a time, and always up to the last: acknowledgements must not hold up the commands behind them.
  function release(eventId: number): Promise<void> {
    wantedEventId = Math.max(wantedEventId, eventId);
    releasing ??= releaseWanted()
      .catch(onFault)
      .finally(() => {
        releasing = undefined;
      });
    return releasing;
  }

  async function releaseWanted(): Promise<void> {
    while (releasedEventId < wantedEventId) {
      const eventId = wantedEventId;
      await steps.release(eventId);
      releasedEventId = eventId;
    }
  }

  // Many at once, because they share the commits of the journal; a step is known from the moment of the call.
  async function obey(
    connection: ControllerConnection,
    certificate: AgentCertificate,
    { requestId, body }: Extract<ControllerMessage, { readonly kind: 'command' }>,
  ): Promise<void> {
    const done: Promise<unknown> = carryOut(body, connection.peerId, certificate)
      .then((answer) => connection.send(replyOf(requestId, answer)))
      .catch(onFault)
      .finally(() => underWay.delete(done));
    underWay.add(done);
    if (underWay.size >= underWayMax) await Promise.race(underWay);
  }

  async function carryOut(
    command: AgentCommand,
    controllerId: string,
    certificate: AgentCertificate,
  ): Promise<Result<Answer>> {
    switch (command.kind) {
      case 'StartStep': {
        const refusal = await steps.start(command, controllerId);
        return refusal === undefined ? succeed({}) : refuse(refusal);
      }
      case 'KillStep':
        await steps.kill(command, controllerId);
        return succeed({});
      case 'RenewCertificate': {
        const certificateRequest = await certificate.request(command.all);
        return succeed(certificateRequest === undefined ? {} : { certificateRequest });
      }
      case 'InstallCertificate': {
        const installed = await certificate.install(command.ca, command.certificate);
        await journal.write({ audit: [certificateEntry(agentId, controllerId, installed)] });
        return installed.ok ? succeed({}) : installed;
      }
    }
  }

  function tellAuditHeadTo(connection: ControllerConnection): void {
    const head = journal.auditHead();
    if (head === undefined) return;
    const { sequence, hash } = head;
    connection.send({ kind: 'auditHead', sequence, hash }).catch(onFault);
  }

  return {
    connected(connection, certificate) {
      current?.close('a new connection took its place');
      current = connection;
      void connection.closed.then(({ by, reason }) => log.info('decoupled', { by, reason }));
      conversation = converse(connection, certificate).catch(onFault);
    },
    tellAuditHead() {
      if (current !== undefined) tellAuditHeadTo(current);
    },
    drained: () => currentPusher?.drained() ?? Promise.resolve(),
    async close(reason) {
      current?.close(reason);
      await conversation;
      await Promise.all(underWay);
      await releasing;
      current = undefined;
    },
  };
}

type Reply = Extract<AgentMessage, { readonly kind: 'reply' }>;
type Answer = Pick<Reply, 'certificateRequest'>;

function replyOf(requestId: number, answer: Result<Answer>): Reply {
  if (answer.ok) return { kind: 'reply', requestId, ...answer.value };
  return { kind: 'reply', requestId, problem: { ...answer.problem } };
}
